CREATE TABLE "usage_corrections" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" varchar(40) collate "C" NOT NULL,
	"event_name" varchar(255) collate "C" NOT NULL,
	"occurred_at" timestamp(3) with time zone,
	"properties" text,
	"fingerprint" "bytea",
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	"reason" text NOT NULL,
	"backfill_id" uuid,
	CONSTRAINT "usage_corrections_pk" PRIMARY KEY("tenant_id","customer_id","event_id","ordinal")
);
--> statement-breakpoint
ALTER TABLE "usage_corrections" ADD CONSTRAINT "usage_corrections_event" FOREIGN KEY ("tenant_id","customer_id","event_id") REFERENCES "public"."usage_events"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "usage_corrections_name_time" ON "usage_corrections" USING btree ("tenant_id","customer_id","event_name","occurred_at");--> statement-breakpoint
CREATE INDEX "usage_corrections_backfill" ON "usage_corrections" USING btree ("tenant_id","backfill_id");