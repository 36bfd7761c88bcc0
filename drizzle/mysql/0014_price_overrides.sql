ALTER TABLE `plan_versions` MODIFY COLUMN `number` int;--> statement-breakpoint
ALTER TABLE `plan_versions` ADD `base_version_id` binary(16);--> statement-breakpoint
ALTER TABLE `plan_versions` ADD `subscription_id` binary(16);--> statement-breakpoint
ALTER TABLE `plan_versions` ADD `overrides` longtext character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `plan_versions` ADD `price_ids` longtext character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `subscription_segments` ADD `tiers` varchar(255) character set utf8mb4 collate utf8mb4_bin;