CREATE TABLE "credit_notes" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"invoice_id" uuid NOT NULL,
	"currency" varchar(40) collate "C" NOT NULL,
	"seq" bigint NOT NULL,
	"series" varchar(255) collate "C" NOT NULL,
	"series_number" bigint NOT NULL,
	"number" varchar(255) collate "C" NOT NULL,
	"issued_at" timestamp(3) with time zone NOT NULL,
	"derivation" integer NOT NULL,
	"terms" text NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	"seal" "bytea" NOT NULL,
	CONSTRAINT "credit_notes_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "credit_notes_id" UNIQUE("tenant_id","id"),
	CONSTRAINT "credit_notes_seq" UNIQUE("tenant_id","customer_id","seq"),
	CONSTRAINT "credit_notes_number" UNIQUE("tenant_id","number"),
	CONSTRAINT "credit_notes_series_number" UNIQUE("tenant_id","series","series_number")
);
--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_invoice" FOREIGN KEY ("tenant_id","invoice_id") REFERENCES "public"."invoice_cuts"("tenant_id","id") ON DELETE restrict ON UPDATE no action;