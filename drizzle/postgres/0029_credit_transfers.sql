CREATE TABLE "credit_transfers" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"to_customer_id" uuid NOT NULL,
	"to_grant_id" uuid NOT NULL,
	"terms" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "credit_transfers_pk" PRIMARY KEY("tenant_id","customer_id","seq"),
	CONSTRAINT "credit_transfers_to_grant" UNIQUE("tenant_id","to_grant_id")
);
--> statement-breakpoint
ALTER TABLE "credit_transfers" ADD CONSTRAINT "credit_transfers_grant" FOREIGN KEY ("tenant_id","customer_id","grant_id") REFERENCES "public"."credit_grants"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_transfers" ADD CONSTRAINT "credit_transfers_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_transfers" ADD CONSTRAINT "credit_transfers_to" FOREIGN KEY ("tenant_id","to_customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;