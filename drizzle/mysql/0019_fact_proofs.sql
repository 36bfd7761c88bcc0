CREATE TABLE `checkpoint_facts` (
	`tenant_id` binary(16) NOT NULL,
	`owner_id` binary(16) NOT NULL,
	`first_id` binary(16) NOT NULL,
	`last_id` binary(16) NOT NULL,
	`number` int NOT NULL,
	`row_count` int NOT NULL,
	`digest` binary(32) NOT NULL,
	`marks` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`hash` binary(32) NOT NULL,
	CONSTRAINT `checkpoint_facts_pk` PRIMARY KEY(`tenant_id`,`owner_id`,`first_id`)
);
--> statement-breakpoint
CREATE TABLE `fact_entries` (
	`tenant_id` binary(16) NOT NULL,
	`key_hash` binary(32) NOT NULL,
	`id` binary(16) NOT NULL,
	`table_name` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`customer_id` binary(16),
	`row_key` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`digest` binary(32) NOT NULL,
	CONSTRAINT `fact_entries_pk` PRIMARY KEY(`tenant_id`,`key_hash`),
	CONSTRAINT `fact_entries_id` UNIQUE(`tenant_id`,`id`)
);
--> statement-breakpoint
ALTER TABLE `checkpoints` ADD `facts_root` binary(32);--> statement-breakpoint
ALTER TABLE `checkpoints` ADD `facts_before` binary(16);--> statement-breakpoint
ALTER TABLE `checkpoint_facts` ADD CONSTRAINT `checkpoint_facts_checkpoint` FOREIGN KEY (`tenant_id`,`number`) REFERENCES `checkpoints`(`tenant_id`,`number`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `fact_entries` ADD CONSTRAINT `fact_entries_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `checkpoint_facts_end` ON `checkpoint_facts` (`tenant_id`,`owner_id`,`last_id`);