CREATE TABLE `credit_notes` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`invoice_id` binary(16) NOT NULL,
	`currency` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`seq` bigint NOT NULL,
	`series` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`series_number` bigint NOT NULL,
	`number` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`issued_at` datetime(3) NOT NULL,
	`derivation` int NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`seal` binary(32) NOT NULL,
	CONSTRAINT `credit_notes_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `credit_notes_id` UNIQUE(`tenant_id`,`id`),
	CONSTRAINT `credit_notes_seq` UNIQUE(`tenant_id`,`customer_id`,`seq`),
	CONSTRAINT `credit_notes_number` UNIQUE(`tenant_id`,`number`),
	CONSTRAINT `credit_notes_series_number` UNIQUE(`tenant_id`,`series`,`series_number`)
);
--> statement-breakpoint
ALTER TABLE `credit_notes` ADD CONSTRAINT `credit_notes_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_notes` ADD CONSTRAINT `credit_notes_invoice` FOREIGN KEY (`tenant_id`,`invoice_id`) REFERENCES `invoice_cuts`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;