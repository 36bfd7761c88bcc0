CREATE TRIGGER immutable_personal_properties BEFORE UPDATE OR DELETE ON personal_properties FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE personal_properties ENABLE ALWAYS TRIGGER immutable_personal_properties;
--> statement-breakpoint
CREATE TRIGGER immutable_personal_properties_truncate BEFORE TRUNCATE ON personal_properties FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE personal_properties ENABLE ALWAYS TRIGGER immutable_personal_properties_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_customer_erasures BEFORE UPDATE OR DELETE ON customer_erasures FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE customer_erasures ENABLE ALWAYS TRIGGER immutable_customer_erasures;
--> statement-breakpoint
CREATE TRIGGER immutable_customer_erasures_truncate BEFORE TRUNCATE ON customer_erasures FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE customer_erasures ENABLE ALWAYS TRIGGER immutable_customer_erasures_truncate;
