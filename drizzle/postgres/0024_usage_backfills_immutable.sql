CREATE TRIGGER immutable_usage_backfills BEFORE UPDATE OR DELETE ON usage_backfills FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_backfills ENABLE ALWAYS TRIGGER immutable_usage_backfills;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfills_truncate BEFORE TRUNCATE ON usage_backfills FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_backfills ENABLE ALWAYS TRIGGER immutable_usage_backfills_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_pages BEFORE UPDATE OR DELETE ON usage_backfill_pages FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_backfill_pages ENABLE ALWAYS TRIGGER immutable_usage_backfill_pages;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_pages_truncate BEFORE TRUNCATE ON usage_backfill_pages FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_backfill_pages ENABLE ALWAYS TRIGGER immutable_usage_backfill_pages_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_steps BEFORE UPDATE OR DELETE ON usage_backfill_steps FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_backfill_steps ENABLE ALWAYS TRIGGER immutable_usage_backfill_steps;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_steps_truncate BEFORE TRUNCATE ON usage_backfill_steps FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_backfill_steps ENABLE ALWAYS TRIGGER immutable_usage_backfill_steps_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_additions BEFORE UPDATE OR DELETE ON usage_backfill_additions FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_backfill_additions ENABLE ALWAYS TRIGGER immutable_usage_backfill_additions;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_additions_truncate BEFORE TRUNCATE ON usage_backfill_additions FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_backfill_additions ENABLE ALWAYS TRIGGER immutable_usage_backfill_additions_truncate;
