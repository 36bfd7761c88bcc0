CREATE TABLE `usage_corrections` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`event_id` binary(16) NOT NULL,
	`ordinal` int NOT NULL,
	`kind` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`event_name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`occurred_at` datetime(3),
	`properties` longtext character set utf8mb4 collate utf8mb4_bin,
	`fingerprint` binary(32),
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`backfill_id` binary(16),
	CONSTRAINT `usage_corrections_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`event_id`,`ordinal`)
);
--> statement-breakpoint
ALTER TABLE `usage_corrections` ADD CONSTRAINT `usage_corrections_event` FOREIGN KEY (`tenant_id`,`customer_id`,`event_id`) REFERENCES `usage_events`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `usage_corrections_name_time` ON `usage_corrections` (`tenant_id`,`customer_id`,`event_name`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `usage_corrections_backfill` ON `usage_corrections` (`tenant_id`,`backfill_id`);