CREATE TRIGGER immutable_top_up_rules BEFORE UPDATE OR DELETE ON top_up_rules FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE top_up_rules ENABLE ALWAYS TRIGGER immutable_top_up_rules;
--> statement-breakpoint
CREATE TRIGGER immutable_top_up_rules_truncate BEFORE TRUNCATE ON top_up_rules FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE top_up_rules ENABLE ALWAYS TRIGGER immutable_top_up_rules_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_top_up_rule_ends BEFORE UPDATE OR DELETE ON top_up_rule_ends FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE top_up_rule_ends ENABLE ALWAYS TRIGGER immutable_top_up_rule_ends;
--> statement-breakpoint
CREATE TRIGGER immutable_top_up_rule_ends_truncate BEFORE TRUNCATE ON top_up_rule_ends FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE top_up_rule_ends ENABLE ALWAYS TRIGGER immutable_top_up_rule_ends_truncate;
