CREATE TABLE `credit_alert_events` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`credit_alert_id` binary(16) NOT NULL,
	`ordinal` int NOT NULL,
	`kind` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`balance` bigint NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `credit_alert_events_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`credit_alert_id`,`ordinal`)
);
--> statement-breakpoint
CREATE TABLE `credit_alerts` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `credit_alerts_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `credit_alerts_id` UNIQUE(`tenant_id`,`id`)
);
--> statement-breakpoint
CREATE TABLE `recurring_grant_ends` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`recurring_grant_id` binary(16) NOT NULL,
	`end_at` datetime(3) NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `recurring_grant_ends_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`recurring_grant_id`)
);
--> statement-breakpoint
CREATE TABLE `recurring_grants` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`cause` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `recurring_grants_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `recurring_grants_id` UNIQUE(`tenant_id`,`id`)
);
--> statement-breakpoint
ALTER TABLE `credit_alert_events` ADD CONSTRAINT `credit_alert_events_alert` FOREIGN KEY (`tenant_id`,`customer_id`,`credit_alert_id`) REFERENCES `credit_alerts`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `credit_alerts` ADD CONSTRAINT `credit_alerts_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `recurring_grant_ends` ADD CONSTRAINT `recurring_grant_ends_rule` FOREIGN KEY (`tenant_id`,`customer_id`,`recurring_grant_id`) REFERENCES `recurring_grants`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `recurring_grants` ADD CONSTRAINT `recurring_grants_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;