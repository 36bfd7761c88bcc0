CREATE TABLE `rating_records` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`rated_digest` binary(32) NOT NULL,
	`seq` bigint NOT NULL,
	`steps` longtext character set utf8mb4 collate utf8mb4_bin,
	`trace` longtext character set utf8mb4 collate utf8mb4_bin,
	CONSTRAINT `rating_records_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`rated_digest`,`seq`)
);
--> statement-breakpoint
DROP INDEX `usage_events_name_time_seq` ON `usage_events`;--> statement-breakpoint
ALTER TABLE `rating_records` ADD CONSTRAINT `rating_records_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `usage_events_name_time_id_seq` ON `usage_events` (`tenant_id`,`customer_id`,`event_name`,`occurred_at`,`id`,`book_seq`);