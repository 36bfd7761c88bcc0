CREATE TABLE "customer_zone_changes" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"start_at" timestamp(3) with time zone NOT NULL,
	"time_zone" varchar(255) collate "C" NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	"reason" text,
	CONSTRAINT "customer_zone_changes_pk" PRIMARY KEY("tenant_id","customer_id","ordinal")
);
--> statement-breakpoint
ALTER TABLE "customer_zone_changes" ADD CONSTRAINT "customer_zone_changes_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;