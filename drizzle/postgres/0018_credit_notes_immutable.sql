CREATE TRIGGER immutable_credit_notes BEFORE UPDATE OR DELETE ON credit_notes FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_notes ENABLE ALWAYS TRIGGER immutable_credit_notes;
--> statement-breakpoint
CREATE TRIGGER immutable_credit_notes_truncate BEFORE TRUNCATE ON credit_notes FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE credit_notes ENABLE ALWAYS TRIGGER immutable_credit_notes_truncate;
