CREATE TRIGGER immutable_credit_transfers BEFORE UPDATE OR DELETE ON credit_transfers FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_transfers ENABLE ALWAYS TRIGGER immutable_credit_transfers;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_transfers_truncate BEFORE TRUNCATE ON credit_transfers FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_transfers ENABLE ALWAYS TRIGGER immutable_credit_transfers_truncate;
