CREATE FUNCTION neruba_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of % are immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER immutable_idempotency_records BEFORE UPDATE OR DELETE ON idempotency_records FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE idempotency_records ENABLE ALWAYS TRIGGER immutable_idempotency_records;
--> statement-breakpoint
CREATE TRIGGER immutable_idempotency_records_truncate BEFORE TRUNCATE ON idempotency_records FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE idempotency_records ENABLE ALWAYS TRIGGER immutable_idempotency_records_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_meters BEFORE UPDATE OR DELETE ON meters FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE meters ENABLE ALWAYS TRIGGER immutable_meters;
--> statement-breakpoint
CREATE TRIGGER immutable_meters_truncate BEFORE TRUNCATE ON meters FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE meters ENABLE ALWAYS TRIGGER immutable_meters_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_plan_versions BEFORE UPDATE OR DELETE ON plan_versions FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE plan_versions ENABLE ALWAYS TRIGGER immutable_plan_versions;
--> statement-breakpoint
CREATE TRIGGER immutable_plan_versions_truncate BEFORE TRUNCATE ON plan_versions FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE plan_versions ENABLE ALWAYS TRIGGER immutable_plan_versions_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_prices BEFORE UPDATE OR DELETE ON prices FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE prices ENABLE ALWAYS TRIGGER immutable_prices;
--> statement-breakpoint
CREATE TRIGGER immutable_prices_truncate BEFORE TRUNCATE ON prices FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE prices ENABLE ALWAYS TRIGGER immutable_prices_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_subscriptions BEFORE UPDATE OR DELETE ON subscriptions FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE subscriptions ENABLE ALWAYS TRIGGER immutable_subscriptions;
--> statement-breakpoint
CREATE TRIGGER immutable_subscriptions_truncate BEFORE TRUNCATE ON subscriptions FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE subscriptions ENABLE ALWAYS TRIGGER immutable_subscriptions_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_subscription_segments BEFORE UPDATE OR DELETE ON subscription_segments FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE subscription_segments ENABLE ALWAYS TRIGGER immutable_subscription_segments;
--> statement-breakpoint
CREATE TRIGGER immutable_subscription_segments_truncate BEFORE TRUNCATE ON subscription_segments FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE subscription_segments ENABLE ALWAYS TRIGGER immutable_subscription_segments_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_events BEFORE UPDATE OR DELETE ON usage_events FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_events ENABLE ALWAYS TRIGGER immutable_usage_events;
--> statement-breakpoint
CREATE TRIGGER immutable_usage_events_truncate BEFORE TRUNCATE ON usage_events FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE usage_events ENABLE ALWAYS TRIGGER immutable_usage_events_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_late_arrivals BEFORE UPDATE OR DELETE ON late_arrivals FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE late_arrivals ENABLE ALWAYS TRIGGER immutable_late_arrivals;
--> statement-breakpoint
CREATE TRIGGER immutable_late_arrivals_truncate BEFORE TRUNCATE ON late_arrivals FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE late_arrivals ENABLE ALWAYS TRIGGER immutable_late_arrivals_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_journals BEFORE UPDATE OR DELETE ON journals FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE journals ENABLE ALWAYS TRIGGER immutable_journals;
--> statement-breakpoint
CREATE TRIGGER immutable_journals_truncate BEFORE TRUNCATE ON journals FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE journals ENABLE ALWAYS TRIGGER immutable_journals_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_postings BEFORE UPDATE OR DELETE ON postings FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE postings ENABLE ALWAYS TRIGGER immutable_postings;
--> statement-breakpoint
CREATE TRIGGER immutable_postings_truncate BEFORE TRUNCATE ON postings FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE postings ENABLE ALWAYS TRIGGER immutable_postings_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_invoice_cuts BEFORE UPDATE OR DELETE ON invoice_cuts FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE invoice_cuts ENABLE ALWAYS TRIGGER immutable_invoice_cuts;
--> statement-breakpoint
CREATE TRIGGER immutable_invoice_cuts_truncate BEFORE TRUNCATE ON invoice_cuts FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE invoice_cuts ENABLE ALWAYS TRIGGER immutable_invoice_cuts_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_invoice_seals BEFORE UPDATE OR DELETE ON invoice_seals FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE invoice_seals ENABLE ALWAYS TRIGGER immutable_invoice_seals;
--> statement-breakpoint
CREATE TRIGGER immutable_invoice_seals_truncate BEFORE TRUNCATE ON invoice_seals FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE invoice_seals ENABLE ALWAYS TRIGGER immutable_invoice_seals_truncate;
