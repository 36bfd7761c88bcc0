CREATE TABLE "credit_expiry_changes" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"reason" text,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "credit_expiry_changes_pk" PRIMARY KEY("tenant_id","customer_id","grant_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "credit_grants" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"terms" text NOT NULL,
	"seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "credit_grants_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "credit_grants_id" UNIQUE("tenant_id","id"),
	CONSTRAINT "credit_grants_seq" UNIQUE("tenant_id","customer_id","seq")
);
--> statement-breakpoint
CREATE TABLE "credit_voids" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"terms" text NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "credit_voids_pk" PRIMARY KEY("tenant_id","customer_id","seq")
);
--> statement-breakpoint
ALTER TABLE "credit_expiry_changes" ADD CONSTRAINT "credit_expiry_changes_grant" FOREIGN KEY ("tenant_id","customer_id","grant_id") REFERENCES "public"."credit_grants"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_grants" ADD CONSTRAINT "credit_grants_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_voids" ADD CONSTRAINT "credit_voids_grant" FOREIGN KEY ("tenant_id","customer_id","grant_id") REFERENCES "public"."credit_grants"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_voids" ADD CONSTRAINT "credit_voids_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;