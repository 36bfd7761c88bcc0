CREATE TRIGGER immutable_checkpoint_facts BEFORE UPDATE OR DELETE ON checkpoint_facts FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE checkpoint_facts ENABLE ALWAYS TRIGGER immutable_checkpoint_facts;
--> statement-breakpoint
CREATE TRIGGER immutable_checkpoint_facts_truncate BEFORE TRUNCATE ON checkpoint_facts FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE checkpoint_facts ENABLE ALWAYS TRIGGER immutable_checkpoint_facts_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_fact_entries BEFORE UPDATE OR DELETE ON fact_entries FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE fact_entries ENABLE ALWAYS TRIGGER immutable_fact_entries;
--> statement-breakpoint
CREATE TRIGGER immutable_fact_entries_truncate BEFORE TRUNCATE ON fact_entries FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE fact_entries ENABLE ALWAYS TRIGGER immutable_fact_entries_truncate;
