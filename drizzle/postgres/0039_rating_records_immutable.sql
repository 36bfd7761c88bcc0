CREATE TRIGGER immutable_rating_records BEFORE UPDATE OR DELETE ON rating_records FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE rating_records ENABLE ALWAYS TRIGGER immutable_rating_records;
--> statement-breakpoint
CREATE TRIGGER immutable_rating_records_truncate BEFORE TRUNCATE ON rating_records FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE rating_records ENABLE ALWAYS TRIGGER immutable_rating_records_truncate;
