CREATE TRIGGER immutable_settlements BEFORE UPDATE OR DELETE ON settlements FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE settlements ENABLE ALWAYS TRIGGER immutable_settlements;
--> statement-breakpoint
CREATE TRIGGER immutable_settlements_truncate BEFORE TRUNCATE ON settlements FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE settlements ENABLE ALWAYS TRIGGER immutable_settlements_truncate;
