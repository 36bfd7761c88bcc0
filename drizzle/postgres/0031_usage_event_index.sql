DROP INDEX "usage_events_name_time";--> statement-breakpoint
CREATE INDEX "usage_events_name_time_seq" ON "usage_events" USING btree ("tenant_id","customer_id","event_name","occurred_at","book_seq");