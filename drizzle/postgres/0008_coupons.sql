CREATE TABLE "applied_coupons" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"subscription_id" uuid,
	"start_at" timestamp(3) with time zone NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	CONSTRAINT "applied_coupons_pk" PRIMARY KEY("tenant_id","customer_id","id"),
	CONSTRAINT "applied_coupons_id" UNIQUE("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "coupon_removals" (
	"tenant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"applied_coupon_id" uuid NOT NULL,
	"end_at" timestamp(3) with time zone NOT NULL,
	"book_seq" bigint NOT NULL,
	"recorded_at" timestamp(3) with time zone NOT NULL,
	"actor" varchar(255) collate "C" NOT NULL,
	"reason" text,
	CONSTRAINT "coupon_removals_pk" PRIMARY KEY("tenant_id","customer_id","applied_coupon_id")
);
--> statement-breakpoint
CREATE TABLE "coupons" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" varchar(255) collate "C" NOT NULL,
	"name" varchar(255) collate "C" NOT NULL,
	"terms" text NOT NULL,
	"plan_ids" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "coupons_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "coupons_code" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
ALTER TABLE "applied_coupons" ADD CONSTRAINT "applied_coupons_coupon_id" FOREIGN KEY ("tenant_id","coupon_id") REFERENCES "public"."coupons"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applied_coupons" ADD CONSTRAINT "applied_coupons_customer" FOREIGN KEY ("tenant_id","customer_id") REFERENCES "public"."customers"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_removals" ADD CONSTRAINT "coupon_removals_application" FOREIGN KEY ("tenant_id","customer_id","applied_coupon_id") REFERENCES "public"."applied_coupons"("tenant_id","customer_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_tenant" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applied_coupons_coupon" ON "applied_coupons" USING btree ("tenant_id","coupon_id");