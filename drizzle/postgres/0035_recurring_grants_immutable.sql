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
--> statement-breakpoint
CREATE TRIGGER immutable_credit_alerts BEFORE UPDATE OR DELETE ON credit_alerts FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_alerts ENABLE ALWAYS TRIGGER immutable_credit_alerts;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_alerts_truncate BEFORE TRUNCATE ON credit_alerts FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_alerts ENABLE ALWAYS TRIGGER immutable_credit_alerts_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_alert_events BEFORE UPDATE OR DELETE ON credit_alert_events FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_alert_events ENABLE ALWAYS TRIGGER immutable_credit_alert_events;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_alert_events_truncate BEFORE TRUNCATE ON credit_alert_events FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_alert_events ENABLE ALWAYS TRIGGER immutable_credit_alert_events_truncate;
