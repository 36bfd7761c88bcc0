CREATE TRIGGER immutable_tax_rates BEFORE UPDATE OR DELETE ON tax_rates FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE tax_rates ENABLE ALWAYS TRIGGER immutable_tax_rates;
--> statement-breakpoint
CREATE TRIGGER immutable_tax_rates_truncate BEFORE TRUNCATE ON tax_rates FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE tax_rates ENABLE ALWAYS TRIGGER immutable_tax_rates_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_tax_rate_versions BEFORE UPDATE OR DELETE ON tax_rate_versions FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE tax_rate_versions ENABLE ALWAYS TRIGGER immutable_tax_rate_versions;
--> statement-breakpoint
CREATE TRIGGER immutable_tax_rate_versions_truncate BEFORE TRUNCATE ON tax_rate_versions FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE tax_rate_versions ENABLE ALWAYS TRIGGER immutable_tax_rate_versions_truncate;
