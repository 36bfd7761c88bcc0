CREATE TABLE `customer_zone_changes` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`ordinal` int NOT NULL,
	`start_at` datetime(3) NOT NULL,
	`time_zone` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	CONSTRAINT `customer_zone_changes_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`ordinal`)
);
--> statement-breakpoint
ALTER TABLE `customer_zone_changes` ADD CONSTRAINT `customer_zone_changes_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;