CREATE TABLE `invoice_parties` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`cut_number` int NOT NULL,
	`salt` binary(32) NOT NULL,
	`parties` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `invoice_parties_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`cut_number`)
);
--> statement-breakpoint
CREATE TABLE `tax_rate_versions` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`tax_rate_id` binary(16) NOT NULL,
	`number` int NOT NULL,
	`effective_from` datetime(3),
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`published_at` datetime(3) NOT NULL,
	CONSTRAINT `tax_rate_versions_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `tax_rate_versions_number` UNIQUE(`tenant_id`,`tax_rate_id`,`number`)
);
--> statement-breakpoint
CREATE TABLE `tax_rates` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`code` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `tax_rates_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `tax_rates_code` UNIQUE(`tenant_id`,`code`)
);
--> statement-breakpoint
ALTER TABLE `customers` ADD `billing` longtext character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `invoice_cuts` ADD `terms` longtext character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `tenants` ADD `billing` longtext character set utf8mb4 collate utf8mb4_bin;--> statement-breakpoint
ALTER TABLE `invoice_parties` ADD CONSTRAINT `invoice_parties_cut` FOREIGN KEY (`tenant_id`,`customer_id`,`cut_number`) REFERENCES `invoice_cuts`(`tenant_id`,`customer_id`,`cut_number`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `tax_rate_versions` ADD CONSTRAINT `tax_rate_versions_tax_rate` FOREIGN KEY (`tenant_id`,`tax_rate_id`) REFERENCES `tax_rates`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `tax_rates` ADD CONSTRAINT `tax_rates_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;