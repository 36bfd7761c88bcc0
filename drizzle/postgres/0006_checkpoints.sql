CREATE TABLE "checkpoint_books" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"journals_root" "bytea" NOT NULL,
	"peaks" text NOT NULL,
	CONSTRAINT "checkpoint_books_pk" PRIMARY KEY("tenant_id","customer_id","number")
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"tenant_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"slot" bigint,
	"taken_at" timestamp(3) with time zone NOT NULL,
	"book_count" bigint NOT NULL,
	"journal_count" bigint NOT NULL,
	"series" text NOT NULL,
	"root" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"public_key" varchar(255) collate "C" NOT NULL,
	"signature" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "checkpoints_pk" PRIMARY KEY("tenant_id","number"),
	CONSTRAINT "checkpoints_slot" UNIQUE("tenant_id","slot")
);
--> statement-breakpoint
ALTER TABLE "checkpoint_books" ADD CONSTRAINT "checkpoint_books_checkpoint" FOREIGN KEY ("tenant_id","number") REFERENCES "public"."checkpoints"("tenant_id","number") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoint_books" ADD CONSTRAINT "checkpoint_books_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;