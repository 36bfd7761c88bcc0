CREATE TRIGGER immutable_recurring_grants BEFORE UPDATE OR DELETE ON recurring_grants FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE recurring_grants ENABLE ALWAYS TRIGGER immutable_recurring_grants;
--> statement-breakpoint
CREATE TRIGGER immutable_recurring_grants_truncate BEFORE TRUNCATE ON recurring_grants FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE recurring_grants ENABLE ALWAYS TRIGGER immutable_recurring_grants_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_recurring_grant_ends BEFORE UPDATE OR DELETE ON recurring_grant_ends FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE recurring_grant_ends ENABLE ALWAYS TRIGGER immutable_recurring_grant_ends;
--> statement-breakpoint
CREATE TRIGGER immutable_recurring_grant_ends_truncate BEFORE TRUNCATE ON recurring_grant_ends FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE recurring_grant_ends ENABLE ALWAYS TRIGGER immutable_recurring_grant_ends_truncate;
