CREATE TABLE `settlements` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`kind` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `settlements_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `settlements_id` UNIQUE(`tenant_id`,`id`),
	CONSTRAINT `settlements_seq` UNIQUE(`tenant_id`,`customer_id`,`seq`)
);
--> statement-breakpoint
ALTER TABLE `settlements` ADD CONSTRAINT `settlements_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;