CREATE TABLE "credit_alert_events" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"credit_alert_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" varchar(40) collate "C" NOT NULL,
	"balance" bigint NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "credit_alert_events_pk" PRIMARY KEY("tenant_id","customer_id","credit_alert_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "credit_alerts" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"terms" text NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "credit_alerts_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "credit_alerts_id" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "recurring_grant_ends" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"recurring_grant_id" uuid NOT NULL,
	"end_at" timestamp(3) with time zone NOT NULL,
	"reason" text,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "recurring_grant_ends_pk" PRIMARY KEY("tenant_id","customer_id","recurring_grant_id")
);
--> statement-breakpoint
CREATE TABLE "recurring_grants" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"terms" text NOT NULL,
	"cause" varchar(255) collate "C" NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "recurring_grants_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "recurring_grants_id" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "credit_alert_events" ADD CONSTRAINT "credit_alert_events_alert" FOREIGN KEY ("tenant_id","customer_id","credit_alert_id") REFERENCES "public"."credit_alerts"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_alerts" ADD CONSTRAINT "credit_alerts_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_grant_ends" ADD CONSTRAINT "recurring_grant_ends_rule" FOREIGN KEY ("tenant_id","customer_id","recurring_grant_id") REFERENCES "public"."recurring_grants"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_grants" ADD CONSTRAINT "recurring_grants_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;