CREATE TABLE `one_off_charges` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`subscription_id` binary(16),
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	`seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `one_off_charges_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `one_off_charges_id` UNIQUE(`tenant_id`,`id`)
);
--> statement-breakpoint
CREATE TABLE `one_off_reversals` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`charge_id` binary(16) NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `one_off_reversals_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`charge_id`)
);
--> statement-breakpoint
ALTER TABLE `one_off_charges` ADD CONSTRAINT `one_off_charges_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `one_off_reversals` ADD CONSTRAINT `one_off_reversals_charge` FOREIGN KEY (`tenant_id`,`customer_id`,`charge_id`) REFERENCES `one_off_charges`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `one_off_reversals` ADD CONSTRAINT `one_off_reversals_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;