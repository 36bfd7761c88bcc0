CREATE TABLE "customer_erasures" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"erased_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C",
	"reason" text,
	"kept_invoices" integer NOT NULL,
	"kept_until" varchar(255) collate "C",
	CONSTRAINT "customer_erasures_pk" PRIMARY KEY("tenant_id","customer_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "customer_keys" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"data_key" "bytea",
	"created_at" timestamp(3) with time zone NOT NULL,
	"erased_at" timestamp(3) with time zone,
	CONSTRAINT "customer_keys_pk" PRIMARY KEY("tenant_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "personal_properties" (
	"tenant_id" uuid NOT NULL,
	"event_name" varchar(255) collate "C" NOT NULL,
	"property" varchar(255) collate "C" NOT NULL,
	"declared_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "personal_properties_pk" PRIMARY KEY("tenant_id","event_name","property")
);
--> statement-breakpoint
ALTER TABLE "usage_corrections" ADD COLUMN "sealed" text;--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "sealed" text;--> statement-breakpoint
ALTER TABLE "customer_erasures" ADD CONSTRAINT "customer_erasures_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_keys" ADD CONSTRAINT "customer_keys_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_properties" ADD CONSTRAINT "personal_properties_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_keys_erased" ON "customer_keys" USING btree ("tenant_id","erased_at");