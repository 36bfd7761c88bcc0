CREATE TABLE "settlements" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" varchar(40) collate "C" NOT NULL,
	"terms" text NOT NULL,
	"seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "settlements_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "settlements_id" UNIQUE("tenant_id","id"),
	CONSTRAINT "settlements_seq" UNIQUE("tenant_id","customer_id","seq")
);
--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_journal" FOREIGN KEY ("tenant_id","customer_id","seq") REFERENCES "public"."journals"("tenant_id","customer_id","seq") ON DELETE restrict ON UPDATE no action;