CREATE TABLE "checkpoint_facts" (
	"tenant_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"last_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"row_count" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	"marks" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "checkpoint_facts_pk" PRIMARY KEY("tenant_id","owner_id","first_id")
);
--> statement-breakpoint
CREATE TABLE "fact_entries" (
	"tenant_id" uuid NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"id" uuid NOT NULL,
	"table_name" varchar(40) collate "C" NOT NULL,
	"customer_id" uuid,
	"row_key" text NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "fact_entries_pk" PRIMARY KEY("tenant_id","key_hash"),
	CONSTRAINT "fact_entries_id" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "checkpoints" ADD COLUMN "facts_root" "bytea";--> statement-breakpoint
ALTER TABLE "checkpoints" ADD COLUMN "facts_before" uuid;--> statement-breakpoint
ALTER TABLE "checkpoint_facts" ADD CONSTRAINT "checkpoint_facts_checkpoint" FOREIGN KEY ("tenant_id","number") REFERENCES "public"."checkpoints"("tenant_id","number") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fact_entries" ADD CONSTRAINT "fact_entries_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checkpoint_facts_end" ON "checkpoint_facts" USING btree ("tenant_id","owner_id","last_id");