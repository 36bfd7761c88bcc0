CREATE TABLE "usage_backfill_additions" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"backfill_id" uuid NOT NULL,
	CONSTRAINT "usage_backfill_additions_pk" PRIMARY KEY("tenant_id","customer_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "usage_backfill_pages" (
	"tenant_id" uuid NOT NULL,
	"backfill_id" uuid NOT NULL,
	"page" integer NOT NULL,
	"events" text NOT NULL,
	"event_count" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "usage_backfill_pages_pk" PRIMARY KEY("tenant_id","backfill_id","page")
);
--> statement-breakpoint
CREATE TABLE "usage_backfill_steps" (
	"tenant_id" uuid NOT NULL,
	"backfill_id" uuid NOT NULL,
	"kind" varchar(40) collate "C" NOT NULL,
	"reason" text,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	"added" integer NOT NULL,
	"amended" integer NOT NULL,
	"restored" integer NOT NULL,
	"voided" integer NOT NULL,
	"duplicates" integer NOT NULL,
	CONSTRAINT "usage_backfill_steps_pk" PRIMARY KEY("tenant_id","backfill_id","kind")
);
--> statement-breakpoint
CREATE TABLE "usage_backfills" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" varchar(255) collate "C" NOT NULL,
	"customer_id" uuid,
	"scope" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "usage_backfills_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "usage_backfills_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
ALTER TABLE "usage_backfill_additions" ADD CONSTRAINT "usage_backfill_additions_event" FOREIGN KEY ("tenant_id","customer_id","event_id") REFERENCES "public"."usage_events"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_backfill_pages" ADD CONSTRAINT "usage_backfill_pages_backfill" FOREIGN KEY ("tenant_id","backfill_id") REFERENCES "public"."usage_backfills"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_backfill_steps" ADD CONSTRAINT "usage_backfill_steps_backfill" FOREIGN KEY ("tenant_id","backfill_id") REFERENCES "public"."usage_backfills"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_backfills" ADD CONSTRAINT "usage_backfills_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "usage_backfill_additions_backfill" ON "usage_backfill_additions" USING btree ("tenant_id","backfill_id");