CREATE TABLE "credit_unit_rates" (
	"tenant_id" uuid NOT NULL,
	"credit_unit_id" uuid NOT NULL,
	"currency" varchar(40) collate "C" NOT NULL,
	"number" integer NOT NULL,
	"money_per_unit" numeric(38, 12) NOT NULL,
	"effective_from" timestamp(3) with time zone,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "credit_unit_rates_pk" PRIMARY KEY("tenant_id","credit_unit_id","currency","number")
);
--> statement-breakpoint
CREATE TABLE "credit_units" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" varchar(255) collate "C" NOT NULL,
	"name" varchar(255) collate "C" NOT NULL,
	"decimals" integer NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "credit_units_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "credit_units_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "credit_unit_rates" ADD CONSTRAINT "credit_unit_rates_unit" FOREIGN KEY ("tenant_id","credit_unit_id") REFERENCES "public"."credit_units"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_units" ADD CONSTRAINT "credit_units_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;