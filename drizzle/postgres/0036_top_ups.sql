CREATE TABLE "top_up_rule_ends" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"top_up_rule_id" uuid NOT NULL,
	"reason" text,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "top_up_rule_ends_pk" PRIMARY KEY("tenant_id","customer_id","top_up_rule_id")
);
--> statement-breakpoint
CREATE TABLE "top_up_rules" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"terms" text NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "top_up_rules_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "top_up_rules_id" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "top_up_rule_ends" ADD CONSTRAINT "top_up_rule_ends_rule" FOREIGN KEY ("tenant_id","customer_id","top_up_rule_id") REFERENCES "public"."top_up_rules"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "top_up_rules" ADD CONSTRAINT "top_up_rules_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;