ALTER TABLE "plan_versions" ALTER COLUMN "number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "base_version_id" uuid;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "subscription_id" uuid;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "overrides" text;--> statement-breakpoint
ALTER TABLE "plan_versions" ADD COLUMN "price_ids" text;--> statement-breakpoint
ALTER TABLE "subscription_segments" ADD COLUMN "tiers" varchar(255) collate "C";