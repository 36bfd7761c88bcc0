CREATE TABLE `credit_expiry_changes` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`grant_id` binary(16) NOT NULL,
	`ordinal` int NOT NULL,
	`expires_at` datetime(3),
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `credit_expiry_changes_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`grant_id`,`ordinal`)
);
--> statement-breakpoint
CREATE TABLE `credit_grants` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `credit_grants_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `credit_grants_id` UNIQUE(`tenant_id`,`id`),
	CONSTRAINT `credit_grants_seq` UNIQUE(`tenant_id`,`customer_id`,`seq`)
);
--> statement-breakpoint
CREATE TABLE `credit_voids` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`grant_id` binary(16) NOT NULL,
	`seq` bigint NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `credit_voids_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`seq`)
);
--> statement-breakpoint
ALTER TABLE `credit_expiry_changes` ADD CONSTRAINT `credit_expiry_changes_grant` FOREIGN KEY (`tenant_id`,`customer_id`,`grant_id`) REFERENCES `credit_grants`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_grants` ADD CONSTRAINT `credit_grants_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_voids` ADD CONSTRAINT `credit_voids_grant` FOREIGN KEY (`tenant_id`,`customer_id`,`grant_id`) REFERENCES `credit_grants`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_voids` ADD CONSTRAINT `credit_voids_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;