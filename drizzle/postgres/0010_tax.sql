CREATE TABLE "invoice_parties" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"cut_number" integer NOT NULL,
	"salt" "bytea" NOT NULL,
	"parties" text NOT NULL,
	CONSTRAINT "invoice_parties_pk" PRIMARY KEY("tenant_id","customer_id","cut_number")
);
--> statement-breakpoint
CREATE TABLE "tax_rate_versions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"tax_rate_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"effective_from" timestamp(3) with time zone,
	"terms" text NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "tax_rate_versions_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "tax_rate_versions_number" UNIQUE("tenant_id","tax_rate_id","number")
);
--> statement-breakpoint
CREATE TABLE "tax_rates" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" varchar(255) collate "C" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "tax_rates_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "tax_rates_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "billing" text;--> statement-breakpoint
ALTER TABLE "invoice_cuts" ADD COLUMN "terms" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "billing" text;--> statement-breakpoint
ALTER TABLE "invoice_parties" ADD CONSTRAINT "invoice_parties_cut" FOREIGN KEY ("tenant_id","customer_id","cut_number") REFERENCES "public"."invoice_cuts"("tenant_id","customer_id","cut_number") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rate_versions" ADD CONSTRAINT "tax_rate_versions_tax_rate" FOREIGN KEY ("tenant_id","tax_rate_id") REFERENCES "public"."tax_rates"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tax_rates" ADD CONSTRAINT "tax_rates_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;