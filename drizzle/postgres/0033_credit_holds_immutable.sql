CREATE TRIGGER immutable_credit_holds BEFORE UPDATE OR DELETE ON credit_holds FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_holds ENABLE ALWAYS TRIGGER immutable_credit_holds;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_holds_truncate BEFORE TRUNCATE ON credit_holds FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_holds ENABLE ALWAYS TRIGGER immutable_credit_holds_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_hold_ends BEFORE UPDATE OR DELETE ON credit_hold_ends FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_hold_ends ENABLE ALWAYS TRIGGER immutable_credit_hold_ends;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_hold_ends_truncate BEFORE TRUNCATE ON credit_hold_ends FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_hold_ends ENABLE ALWAYS TRIGGER immutable_credit_hold_ends_truncate;
