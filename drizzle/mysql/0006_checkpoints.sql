CREATE TABLE `checkpoint_books` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`number` int NOT NULL,
	`seq` bigint NOT NULL,
	`hash` binary(32) NOT NULL,
	`journals_root` binary(32) NOT NULL,
	`peaks` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `checkpoint_books_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`number`)
);
--> statement-breakpoint
CREATE TABLE `checkpoints` (
	`tenant_id` binary(16) NOT NULL,
	`number` int NOT NULL,
	`slot` bigint,
	`taken_at` datetime(3) NOT NULL,
	`book_count` bigint NOT NULL,
	`journal_count` bigint NOT NULL,
	`series` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`root` binary(32) NOT NULL,
	`previous_hash` binary(32) NOT NULL,
	`hash` binary(32) NOT NULL,
	`public_key` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`signature` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `checkpoints_pk` PRIMARY KEY(`tenant_id`,`number`),
	CONSTRAINT `checkpoints_slot` UNIQUE(`tenant_id`,`slot`)
);
--> statement-breakpoint
ALTER TABLE `checkpoint_books` ADD CONSTRAINT `checkpoint_books_checkpoint` FOREIGN KEY (`tenant_id`,`number`) REFERENCES `checkpoints`(`tenant_id`,`number`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `checkpoint_books` ADD CONSTRAINT `checkpoint_books_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `checkpoints` ADD CONSTRAINT `checkpoints_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;