CREATE TRIGGER immutable_usage_corrections BEFORE UPDATE OR DELETE ON usage_corrections FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_corrections ENABLE ALWAYS TRIGGER immutable_usage_corrections;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_corrections_truncate BEFORE TRUNCATE ON usage_corrections FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_corrections ENABLE ALWAYS TRIGGER immutable_usage_corrections_truncate;
