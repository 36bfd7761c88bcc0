CREATE TRIGGER immutable_customer_zone_changes BEFORE UPDATE OR DELETE ON customer_zone_changes FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE customer_zone_changes ENABLE ALWAYS TRIGGER immutable_customer_zone_changes;
--> statement-breakpoint
CREATE TRIGGER immutable_customer_zone_changes_truncate BEFORE TRUNCATE ON customer_zone_changes FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE customer_zone_changes ENABLE ALWAYS TRIGGER immutable_customer_zone_changes_truncate;
