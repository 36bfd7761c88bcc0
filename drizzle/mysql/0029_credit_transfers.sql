CREATE TABLE `credit_transfers` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`grant_id` binary(16) NOT NULL,
	`seq` bigint NOT NULL,
	`to_customer_id` binary(16) NOT NULL,
	`to_grant_id` binary(16) NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `credit_transfers_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`seq`),
	CONSTRAINT `credit_transfers_to_grant` UNIQUE(`tenant_id`,`to_grant_id`)
);
--> statement-breakpoint
ALTER TABLE `credit_transfers` ADD CONSTRAINT `credit_transfers_grant` FOREIGN KEY (`tenant_id`,`customer_id`,`grant_id`) REFERENCES `credit_grants`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_transfers` ADD CONSTRAINT `credit_transfers_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_transfers` ADD CONSTRAINT `credit_transfers_to` FOREIGN KEY (`tenant_id`,`to_customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;