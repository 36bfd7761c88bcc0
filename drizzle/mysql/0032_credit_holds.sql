CREATE TABLE `credit_hold_ends` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`hold_id` binary(16) NOT NULL,
	`outcome` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `credit_hold_ends_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`hold_id`)
);
--> statement-breakpoint
CREATE TABLE `credit_holds` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `credit_holds_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `credit_holds_id` UNIQUE(`tenant_id`,`id`)
);
--> statement-breakpoint
ALTER TABLE `credit_hold_ends` ADD CONSTRAINT `credit_hold_ends_hold` FOREIGN KEY (`tenant_id`,`customer_id`,`hold_id`) REFERENCES `credit_holds`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_holds` ADD CONSTRAINT `credit_holds_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `credit_holds_expiry` ON `credit_holds` (`tenant_id`,`customer_id`,`expires_at`);