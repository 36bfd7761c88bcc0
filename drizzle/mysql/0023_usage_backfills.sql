CREATE TABLE `usage_backfill_additions` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`event_id` binary(16) NOT NULL,
	`backfill_id` binary(16) NOT NULL,
	CONSTRAINT `usage_backfill_additions_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`event_id`)
);
--> statement-breakpoint
CREATE TABLE `usage_backfill_pages` (
	`tenant_id` binary(16) NOT NULL,
	`backfill_id` binary(16) NOT NULL,
	`page` int NOT NULL,
	`events` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`event_count` int NOT NULL,
	`digest` binary(32) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `usage_backfill_pages_pk` PRIMARY KEY(`tenant_id`,`backfill_id`,`page`)
);
--> statement-breakpoint
CREATE TABLE `usage_backfill_steps` (
	`tenant_id` binary(16) NOT NULL,
	`backfill_id` binary(16) NOT NULL,
	`kind` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`added` int NOT NULL,
	`amended` int NOT NULL,
	`restored` int NOT NULL,
	`voided` int NOT NULL,
	`duplicates` int NOT NULL,
	CONSTRAINT `usage_backfill_steps_pk` PRIMARY KEY(`tenant_id`,`backfill_id`,`kind`)
);
--> statement-breakpoint
CREATE TABLE `usage_backfills` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`customer_id` binary(16),
	`scope` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `usage_backfills_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `usage_backfills_name` UNIQUE(`tenant_id`,`name`)
);
--> statement-breakpoint
ALTER TABLE `usage_backfill_additions` ADD CONSTRAINT `usage_backfill_additions_event` FOREIGN KEY (`tenant_id`,`customer_id`,`event_id`) REFERENCES `usage_events`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `usage_backfill_pages` ADD CONSTRAINT `usage_backfill_pages_backfill` FOREIGN KEY (`tenant_id`,`backfill_id`) REFERENCES `usage_backfills`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `usage_backfill_steps` ADD CONSTRAINT `usage_backfill_steps_backfill` FOREIGN KEY (`tenant_id`,`backfill_id`) REFERENCES `usage_backfills`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `usage_backfills` ADD CONSTRAINT `usage_backfills_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `usage_backfill_additions_backfill` ON `usage_backfill_additions` (`tenant_id`,`backfill_id`);