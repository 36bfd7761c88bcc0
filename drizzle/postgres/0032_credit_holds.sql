CREATE TABLE "credit_hold_ends" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"hold_id" uuid NOT NULL,
	"outcome" varchar(40) collate "C" NOT NULL,
	"terms" text NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "credit_hold_ends_pk" PRIMARY KEY("tenant_id","customer_id","hold_id")
);
--> statement-breakpoint
CREATE TABLE "credit_holds" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"terms" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "credit_holds_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "credit_holds_id" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "credit_hold_ends" ADD CONSTRAINT "credit_hold_ends_hold" FOREIGN KEY ("tenant_id","customer_id","hold_id") REFERENCES "public"."credit_holds"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_holds" ADD CONSTRAINT "credit_holds_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credit_holds_expiry" ON "credit_holds" USING btree ("tenant_id","customer_id","expires_at");