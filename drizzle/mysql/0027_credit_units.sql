CREATE TABLE `credit_unit_rates` (
	`tenant_id` binary(16) NOT NULL,
	`credit_unit_id` binary(16) NOT NULL,
	`currency` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`number` int NOT NULL,
	`money_per_unit` decimal(38, 12) NOT NULL,
	`effective_from` datetime(3),
	`published_at` datetime(3) NOT NULL,
	CONSTRAINT `credit_unit_rates_pk` PRIMARY KEY(`tenant_id`,`credit_unit_id`,`currency`,`number`)
);
--> statement-breakpoint
CREATE TABLE `credit_units` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`code` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`decimals` int NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `credit_units_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `credit_units_code` UNIQUE(`tenant_id`,`code`)
);
--> statement-breakpoint
ALTER TABLE `credit_unit_rates` ADD CONSTRAINT `credit_unit_rates_unit` FOREIGN KEY (`tenant_id`,`credit_unit_id`) REFERENCES `credit_units`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_units` ADD CONSTRAINT `credit_units_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;