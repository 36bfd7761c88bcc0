CREATE TRIGGER immutable_credit_units BEFORE UPDATE OR DELETE ON credit_units FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_units ENABLE ALWAYS TRIGGER immutable_credit_units;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_units_truncate BEFORE TRUNCATE ON credit_units FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_units ENABLE ALWAYS TRIGGER immutable_credit_units_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_unit_rates BEFORE UPDATE OR DELETE ON credit_unit_rates FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_unit_rates ENABLE ALWAYS TRIGGER immutable_credit_unit_rates;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_unit_rates_truncate BEFORE TRUNCATE ON credit_unit_rates FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_unit_rates ENABLE ALWAYS TRIGGER immutable_credit_unit_rates_truncate;
