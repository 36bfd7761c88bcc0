CREATE TRIGGER immutable_credit_grants BEFORE UPDATE OR DELETE ON credit_grants FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_grants ENABLE ALWAYS TRIGGER immutable_credit_grants;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_grants_truncate BEFORE TRUNCATE ON credit_grants FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_grants ENABLE ALWAYS TRIGGER immutable_credit_grants_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_voids BEFORE UPDATE OR DELETE ON credit_voids FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_voids ENABLE ALWAYS TRIGGER immutable_credit_voids;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_voids_truncate BEFORE TRUNCATE ON credit_voids FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_voids ENABLE ALWAYS TRIGGER immutable_credit_voids_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_expiry_changes BEFORE UPDATE OR DELETE ON credit_expiry_changes FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_expiry_changes ENABLE ALWAYS TRIGGER immutable_credit_expiry_changes;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_expiry_changes_truncate BEFORE TRUNCATE ON credit_expiry_changes FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_expiry_changes ENABLE ALWAYS TRIGGER immutable_credit_expiry_changes_truncate;
