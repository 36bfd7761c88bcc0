CREATE TABLE `customer_erasures` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`ordinal` int NOT NULL,
	`erased_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	`kept_invoices` int NOT NULL,
	`kept_until` varchar(255) character set utf8mb4 collate utf8mb4_bin,
	CONSTRAINT `customer_erasures_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`ordinal`)
);
--> statement-breakpoint
CREATE TABLE `customer_keys` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`data_key` binary(32),
	`created_at` datetime(3) NOT NULL,
	`erased_at` datetime(3),
	CONSTRAINT `customer_keys_pk` PRIMARY KEY(`tenant_id`,`customer_id`)
);
--> statement-breakpoint
CREATE TABLE `personal_properties` (
	`tenant_id` binary(16) NOT NULL,
	`event_name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`property` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`declared_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `personal_properties_pk` PRIMARY KEY(`tenant_id`,`event_name`,`property`)
);
--> statement-breakpoint
ALTER TABLE `usage_corrections` ADD `sealed` longtext character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `usage_events` ADD `sealed` longtext character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `customer_erasures` ADD CONSTRAINT `customer_erasures_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `customer_keys` ADD CONSTRAINT `customer_keys_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `personal_properties` ADD CONSTRAINT `personal_properties_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `customer_keys_erased` ON `customer_keys` (`tenant_id`,`erased_at`);