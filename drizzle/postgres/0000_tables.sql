CREATE TABLE "api_keys" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" varchar(255) collate "C" NOT NULL,
	"secret_digest" "bytea" NOT NULL,
	"scopes" text NOT NULL,
	"customer_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	CONSTRAINT "api_keys_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "api_keys_secret_digest" UNIQUE("secret_digest")
);
--> statement-breakpoint
CREATE TABLE "customer_books" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"cut_number" integer NOT NULL,
	"rated_through" timestamp(3) with time zone,
	"rated_seq" bigint NOT NULL,
	CONSTRAINT "customer_books_pk" PRIMARY KEY("tenant_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" varchar(255) collate "C" NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"currency" varchar(40) collate "C" NOT NULL,
	"time_zone" varchar(255) collate "C" NOT NULL,
	"billing_address" text,
	"metadata" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "customers_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "customers_external_id" UNIQUE("tenant_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "document_series" (
	"tenant_id" uuid NOT NULL,
	"series" varchar(255) collate "C" NOT NULL,
	"last_number" bigint NOT NULL,
	CONSTRAINT "document_series_pk" PRIMARY KEY("tenant_id","series")
);
--> statement-breakpoint
CREATE TABLE "idempotency_records" (
	"tenant_id" uuid NOT NULL,
	"idempotency_key" varchar(255) collate "C" NOT NULL,
	"operation" varchar(40) collate "C" NOT NULL,
	"intent" "bytea" NOT NULL,
	"result" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "idempotency_records_pk" PRIMARY KEY("tenant_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "invoice_cuts" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"cut_number" integer NOT NULL,
	"id" uuid NOT NULL,
	"currency" varchar(40) collate "C" NOT NULL,
	"cut_seq" bigint NOT NULL,
	"as_of" timestamp(3) with time zone NOT NULL,
	"issue_seq" bigint NOT NULL,
	"series" varchar(255) collate "C" NOT NULL,
	"series_number" bigint NOT NULL,
	"number" varchar(255) collate "C" NOT NULL,
	"issued_at" timestamp(3) with time zone NOT NULL,
	"derivation" integer NOT NULL,
	CONSTRAINT "invoice_cuts_pk" PRIMARY KEY("tenant_id","customer_id","cut_number"),
	CONSTRAINT "invoice_cuts_id" UNIQUE("tenant_id","id"),
	CONSTRAINT "invoice_cuts_number" UNIQUE("tenant_id","number"),
	CONSTRAINT "invoice_cuts_series_number" UNIQUE("tenant_id","series","series_number")
);
--> statement-breakpoint
CREATE TABLE "invoice_seals" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"cut_number" integer NOT NULL,
	"seal" "bytea" NOT NULL,
	CONSTRAINT "invoice_seals_pk" PRIMARY KEY("tenant_id","customer_id","cut_number")
);
--> statement-breakpoint
CREATE TABLE "journals" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"kind" varchar(40) collate "C" NOT NULL,
	"currency" varchar(40) collate "C" NOT NULL,
	"effective_at" timestamp(3) with time zone NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"billable_at" timestamp(3) with time zone,
	"cause" varchar(255) collate "C" NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	"reverses_seq" bigint,
	"invoice_id" uuid,
	"line_key" varchar(255) collate "C",
	"subscription_id" uuid,
	"price_id" uuid,
	"service_start" timestamp(3) with time zone,
	"service_end" timestamp(3) with time zone,
	"dimensions" text,
	"quantity" numeric(38, 12),
	"event_count" bigint,
	"exact_amount" numeric(60, 30),
	"rated_digest" "bytea",
	"posting_count" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "journals_pk" PRIMARY KEY("tenant_id","customer_id","seq"),
	CONSTRAINT "journals_reverses" UNIQUE("tenant_id","customer_id","reverses_seq")
);
--> statement-breakpoint
CREATE TABLE "late_arrivals" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"book_seq" bigint NOT NULL,
	"event_name" varchar(255) collate "C" NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "late_arrivals_pk" PRIMARY KEY("tenant_id","customer_id","book_seq","event_name","day")
);
--> statement-breakpoint
CREATE TABLE "meters" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" varchar(255) collate "C" NOT NULL,
	"name" varchar(255) collate "C" NOT NULL,
	"event_name" varchar(255) collate "C" NOT NULL,
	"definition" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "meters_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "meters_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
CREATE TABLE "plan_versions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"currency" varchar(40) collate "C" NOT NULL,
	"terms" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"published_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "plan_versions_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "plan_versions_number" UNIQUE("tenant_id","plan_id","number")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" varchar(255) collate "C" NOT NULL,
	"name" varchar(255) collate "C" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "plans_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "plans_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"ordinal" integer NOT NULL,
	"debit_code" varchar(40) collate "C" NOT NULL,
	"debit_reference" varchar(255) collate "C" NOT NULL,
	"credit_code" varchar(40) collate "C" NOT NULL,
	"credit_reference" varchar(255) collate "C" NOT NULL,
	"amount" bigint NOT NULL,
	"currency" varchar(40) collate "C" NOT NULL,
	CONSTRAINT "postings_pk" PRIMARY KEY("tenant_id","customer_id","seq","ordinal"),
	CONSTRAINT "postings_amount_positive" CHECK ("postings"."amount" > 0),
	CONSTRAINT "postings_two_accounts" CHECK ("postings"."debit_code" <> "postings"."credit_code" or "postings"."debit_reference" <> "postings"."credit_reference")
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"plan_version_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"code" varchar(255) collate "C" NOT NULL,
	"meter_id" uuid,
	"terms" text NOT NULL,
	CONSTRAINT "prices_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "prices_code" UNIQUE("tenant_id","plan_version_id","code")
);
--> statement-breakpoint
CREATE TABLE "subscription_segments" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"start_at" timestamp(3) with time zone NOT NULL,
	"state" varchar(40) collate "C" NOT NULL,
	"plan_version_id" uuid NOT NULL,
	"quantities" text NOT NULL,
	"proration" varchar(255) collate "C",
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	"reason" text,
	CONSTRAINT "subscription_segments_pk" PRIMARY KEY("tenant_id","customer_id","subscription_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"start_at" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "subscriptions_pk" PRIMARY KEY("tenant_id","customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" varchar(255) collate "C" NOT NULL,
	"ordinal" integer NOT NULL,
	"default_currency" varchar(40) collate "C" NOT NULL,
	"time_zone" varchar(255) collate "C" NOT NULL,
	"clock_at" timestamp(3) with time zone,
	"idempotency_key" varchar(255) collate "C",
	"intent" "bytea" NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "tenants_idempotency_key" UNIQUE("idempotency_key"),
	CONSTRAINT "tenants_name_ordinal" UNIQUE("name","ordinal")
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"event_key" varchar(255) collate "C" NOT NULL,
	"event_name" varchar(255) collate "C" NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"properties" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "usage_events_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "usage_events_key" UNIQUE("tenant_id","customer_id","event_key")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_books" ADD CONSTRAINT "customer_books_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_series" ADD CONSTRAINT "document_series_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_records" ADD CONSTRAINT "idempotency_records_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_cuts" ADD CONSTRAINT "invoice_cuts_issue_journal" FOREIGN KEY ("tenant_id","customer_id","issue_seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoice_seals" ADD CONSTRAINT "invoice_seals_cut" FOREIGN KEY ("tenant_id","customer_id","cut_number") REFERENCES "public"."invoice_cuts"("tenant_id","customer_id","cut_number") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journals" ADD CONSTRAINT "journals_book" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customer_books"("tenant_id","customer_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meters" ADD CONSTRAINT "meters_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD CONSTRAINT "plan_versions_plan" FOREIGN KEY ("tenant_id","plan_id") REFERENCES "public"."plans"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_plan_version" FOREIGN KEY ("tenant_id","plan_version_id") REFERENCES "public"."plan_versions"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prices" ADD CONSTRAINT "prices_meter" FOREIGN KEY ("tenant_id","meter_id") REFERENCES "public"."meters"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_segments" ADD CONSTRAINT "subscription_segments_subscription" FOREIGN KEY ("tenant_id","customer_id","subscription_id") REFERENCES "public"."subscriptions"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_segments" ADD CONSTRAINT "subscription_segments_plan_version" FOREIGN KEY ("tenant_id","plan_version_id") REFERENCES "public"."plan_versions"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "journals_line" ON "journals" USING btree ("tenant_id","customer_id","line_key");--> statement-breakpoint
CREATE INDEX "journals_billable" ON "journals" USING btree ("tenant_id","customer_id","billable_at");--> statement-breakpoint
CREATE INDEX "journals_invoice" ON "journals" USING btree ("tenant_id","invoice_id");--> statement-breakpoint
CREATE INDEX "meters_event_name" ON "meters" USING btree ("tenant_id","event_name");--> statement-breakpoint
CREATE INDEX "postings_debit" ON "postings" USING btree ("tenant_id","customer_id","debit_code","debit_reference");--> statement-breakpoint
CREATE INDEX "postings_credit" ON "postings" USING btree ("tenant_id","customer_id","credit_code","credit_reference");--> statement-breakpoint
CREATE INDEX "usage_events_name_time" ON "usage_events" USING btree ("tenant_id","customer_id","event_name","occurred_at");