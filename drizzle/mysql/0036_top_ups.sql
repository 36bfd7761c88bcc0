CREATE TABLE `top_up_rule_ends` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`top_up_rule_id` binary(16) NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `top_up_rule_ends_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`top_up_rule_id`)
);
--> statement-breakpoint
CREATE TABLE `top_up_rules` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `top_up_rules_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `top_up_rules_id` UNIQUE(`tenant_id`,`id`)
);
--> statement-breakpoint
ALTER TABLE `top_up_rule_ends` ADD CONSTRAINT `top_up_rule_ends_rule` FOREIGN KEY (`tenant_id`,`customer_id`,`top_up_rule_id`) REFERENCES `top_up_rules`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `top_up_rules` ADD CONSTRAINT `top_up_rules_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;