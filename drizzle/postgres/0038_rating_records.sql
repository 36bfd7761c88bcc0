CREATE TABLE "rating_records" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"rated_digest" "bytea" NOT NULL,
	"seq" bigint NOT NULL,
	"steps" text,
	"trace" text,
	CONSTRAINT "rating_records_pk" PRIMARY KEY("tenant_id","customer_id","rated_digest","seq")
);
--> statement-breakpoint
DROP INDEX "usage_events_name_time_seq";--> statement-breakpoint
ALTER TABLE "rating_records" ADD CONSTRAINT "rating_records_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "usage_events_name_time_id_seq" ON "usage_events" USING btree ("tenant_id","customer_id","event_name","occurred_at","id","book_seq");