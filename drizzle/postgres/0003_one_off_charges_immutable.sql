CREATE TRIGGER immutable_one_off_charges BEFORE UPDATE OR DELETE ON one_off_charges FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE one_off_charges ENABLE ALWAYS TRIGGER immutable_one_off_charges;
--> statement-breakpoint
CREATE TRIGGER immutable_one_off_charges_truncate BEFORE TRUNCATE ON one_off_charges FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE one_off_charges ENABLE ALWAYS TRIGGER immutable_one_off_charges_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_one_off_reversals BEFORE UPDATE OR DELETE ON one_off_reversals FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE one_off_reversals ENABLE ALWAYS TRIGGER immutable_one_off_reversals;
--> statement-breakpoint
CREATE TRIGGER immutable_one_off_reversals_truncate BEFORE TRUNCATE ON one_off_reversals FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE one_off_reversals ENABLE ALWAYS TRIGGER immutable_one_off_reversals_truncate;
