CREATE TABLE "one_off_charges" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subscription_id" uuid,
	"terms" text NOT NULL,
	"reason" text,
	"seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "one_off_charges_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "one_off_charges_id" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "one_off_reversals" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"charge_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "one_off_reversals_pk" PRIMARY KEY("tenant_id","customer_id","charge_id")
);
--> statement-breakpoint
ALTER TABLE "one_off_charges" ADD CONSTRAINT "one_off_charges_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_off_reversals" ADD CONSTRAINT "one_off_reversals_charge" FOREIGN KEY ("tenant_id","customer_id","charge_id") REFERENCES "public"."one_off_charges"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_off_reversals" ADD CONSTRAINT "one_off_reversals_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;