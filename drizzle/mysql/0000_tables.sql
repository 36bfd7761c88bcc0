CREATE TABLE `api_keys` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`secret_digest` binary(32) NOT NULL,
	`scopes` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`customer_id` binary(16),
	`created_at` datetime(3) NOT NULL,
	`expires_at` datetime(3),
	`revoked_at` datetime(3),
	CONSTRAINT `api_keys_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `api_keys_secret_digest` UNIQUE(`secret_digest`)
);
--> statement-breakpoint
CREATE TABLE `customer_books` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`seq` bigint NOT NULL,
	`hash` binary(32) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`cut_number` int NOT NULL,
	`rated_through` datetime(3),
	`rated_seq` bigint NOT NULL,
	CONSTRAINT `customer_books_pk` PRIMARY KEY(`tenant_id`,`customer_id`)
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`external_id` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`email` longtext character set utf8mb4 collate utf8mb4_bin,
	`currency` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`time_zone` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`billing_address` longtext character set utf8mb4 collate utf8mb4_bin,
	`metadata` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `customers_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `customers_external_id` UNIQUE(`tenant_id`,`external_id`)
);
--> statement-breakpoint
CREATE TABLE `document_series` (
	`tenant_id` binary(16) NOT NULL,
	`series` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`last_number` bigint NOT NULL,
	CONSTRAINT `document_series_pk` PRIMARY KEY(`tenant_id`,`series`)
);
--> statement-breakpoint
CREATE TABLE `idempotency_records` (
	`tenant_id` binary(16) NOT NULL,
	`idempotency_key` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`operation` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`intent` binary(32) NOT NULL,
	`result` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `idempotency_records_pk` PRIMARY KEY(`tenant_id`,`idempotency_key`)
);
--> statement-breakpoint
CREATE TABLE `invoice_cuts` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`cut_number` int NOT NULL,
	`id` binary(16) NOT NULL,
	`currency` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`cut_seq` bigint NOT NULL,
	`as_of` datetime(3) NOT NULL,
	`issue_seq` bigint NOT NULL,
	`series` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`series_number` bigint NOT NULL,
	`number` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`issued_at` datetime(3) NOT NULL,
	`derivation` int NOT NULL,
	CONSTRAINT `invoice_cuts_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`cut_number`),
	CONSTRAINT `invoice_cuts_id` UNIQUE(`tenant_id`,`id`),
	CONSTRAINT `invoice_cuts_number` UNIQUE(`tenant_id`,`number`),
	CONSTRAINT `invoice_cuts_series_number` UNIQUE(`tenant_id`,`series`,`series_number`)
);
--> statement-breakpoint
CREATE TABLE `invoice_seals` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`cut_number` int NOT NULL,
	`seal` binary(32) NOT NULL,
	CONSTRAINT `invoice_seals_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`cut_number`)
);
--> statement-breakpoint
CREATE TABLE `journals` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`seq` bigint NOT NULL,
	`kind` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`currency` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`effective_at` datetime(3) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`billable_at` datetime(3),
	`cause` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reverses_seq` bigint,
	`invoice_id` binary(16),
	`line_key` varchar(255) character set utf8mb4 collate utf8mb4_bin,
	`subscription_id` binary(16),
	`price_id` binary(16),
	`service_start` datetime(3),
	`service_end` datetime(3),
	`dimensions` longtext character set utf8mb4 collate utf8mb4_bin,
	`quantity` decimal(38, 12),
	`event_count` bigint,
	`exact_amount` decimal(60, 30),
	`rated_digest` binary(32),
	`posting_count` int NOT NULL,
	`hash` binary(32) NOT NULL,
	CONSTRAINT `journals_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`seq`),
	CONSTRAINT `journals_reverses` UNIQUE(`tenant_id`,`customer_id`,`reverses_seq`)
);
--> statement-breakpoint
CREATE TABLE `late_arrivals` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`book_seq` bigint NOT NULL,
	`event_name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`day` date NOT NULL,
	CONSTRAINT `late_arrivals_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`book_seq`,`event_name`,`day`)
);
--> statement-breakpoint
CREATE TABLE `meters` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`code` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`event_name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`definition` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `meters_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `meters_code` UNIQUE(`tenant_id`,`code`)
);
--> statement-breakpoint
CREATE TABLE `plan_versions` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`plan_id` binary(16) NOT NULL,
	`number` int NOT NULL,
	`currency` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`digest` binary(32) NOT NULL,
	`published_at` datetime(3) NOT NULL,
	CONSTRAINT `plan_versions_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `plan_versions_number` UNIQUE(`tenant_id`,`plan_id`,`number`)
);
--> statement-breakpoint
CREATE TABLE `plans` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`code` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `plans_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `plans_code` UNIQUE(`tenant_id`,`code`)
);
--> statement-breakpoint
CREATE TABLE `postings` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`seq` bigint NOT NULL,
	`ordinal` int NOT NULL,
	`debit_code` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`debit_reference` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`credit_code` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`credit_reference` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`amount` bigint NOT NULL,
	`currency` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `postings_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`seq`,`ordinal`),
	CONSTRAINT `postings_amount_positive` CHECK(`postings`.`amount` > 0),
	CONSTRAINT `postings_two_accounts` CHECK(`postings`.`debit_code` <> `postings`.`credit_code` or `postings`.`debit_reference` <> `postings`.`credit_reference`)
);
--> statement-breakpoint
CREATE TABLE `prices` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`plan_version_id` binary(16) NOT NULL,
	`ordinal` int NOT NULL,
	`code` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`meter_id` binary(16),
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `prices_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `prices_code` UNIQUE(`tenant_id`,`plan_version_id`,`code`)
);
--> statement-breakpoint
CREATE TABLE `subscription_segments` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`subscription_id` binary(16) NOT NULL,
	`ordinal` int NOT NULL,
	`start_at` datetime(3) NOT NULL,
	`state` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`plan_version_id` binary(16) NOT NULL,
	`quantities` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`proration` varchar(255) character set utf8mb4 collate utf8mb4_bin,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	CONSTRAINT `subscription_segments_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`subscription_id`,`ordinal`)
);
--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`start_at` datetime(3) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `subscriptions_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`)
);
--> statement-breakpoint
CREATE TABLE `tenants` (
	`id` binary(16) NOT NULL,
	`name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`ordinal` int NOT NULL,
	`default_currency` varchar(40) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`time_zone` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`clock_at` datetime(3),
	`idempotency_key` varchar(255) character set utf8mb4 collate utf8mb4_bin,
	`intent` binary(32) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `tenants_id` PRIMARY KEY(`id`),
	CONSTRAINT `tenants_idempotency_key` UNIQUE(`idempotency_key`),
	CONSTRAINT `tenants_name_ordinal` UNIQUE(`name`,`ordinal`)
);
--> statement-breakpoint
CREATE TABLE `usage_events` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`event_key` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`event_name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`occurred_at` datetime(3) NOT NULL,
	`properties` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`fingerprint` binary(32) NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `usage_events_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `usage_events_key` UNIQUE(`tenant_id`,`customer_id`,`event_key`)
);
--> statement-breakpoint
ALTER TABLE `api_keys` ADD CONSTRAINT `api_keys_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `customer_books` ADD CONSTRAINT `customer_books_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `customers` ADD CONSTRAINT `customers_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `document_series` ADD CONSTRAINT `document_series_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `idempotency_records` ADD CONSTRAINT `idempotency_records_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `invoice_cuts` ADD CONSTRAINT `invoice_cuts_issue_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`issue_seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `invoice_seals` ADD CONSTRAINT `invoice_seals_cut` FOREIGN KEY (`tenant_id`,`customer_id`,`cut_number`) REFERENCES `invoice_cuts`(`tenant_id`,`customer_id`,`cut_number`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `journals` ADD CONSTRAINT `journals_book` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customer_books`(`tenant_id`,`customer_id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `meters` ADD CONSTRAINT `meters_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `plan_versions` ADD CONSTRAINT `plan_versions_plan` FOREIGN KEY (`tenant_id`,`plan_id`) REFERENCES `plans`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `plans` ADD CONSTRAINT `plans_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `postings` ADD CONSTRAINT `postings_journal` FOREIGN KEY (`tenant_id`,`customer_id`,`seq`) REFERENCES `journals`(`tenant_id`,`customer_id`,`seq`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `prices` ADD CONSTRAINT `prices_plan_version` FOREIGN KEY (`tenant_id`,`plan_version_id`) REFERENCES `plan_versions`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `prices` ADD CONSTRAINT `prices_meter` FOREIGN KEY (`tenant_id`,`meter_id`) REFERENCES `meters`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `subscription_segments` ADD CONSTRAINT `subscription_segments_subscription` FOREIGN KEY (`tenant_id`,`customer_id`,`subscription_id`) REFERENCES `subscriptions`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `subscription_segments` ADD CONSTRAINT `subscription_segments_plan_version` FOREIGN KEY (`tenant_id`,`plan_version_id`) REFERENCES `plan_versions`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD CONSTRAINT `subscriptions_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `journals_line` ON `journals` (`tenant_id`,`customer_id`,`line_key`);--> statement-breakpoint
CREATE INDEX `journals_billable` ON `journals` (`tenant_id`,`customer_id`,`billable_at`);--> statement-breakpoint
CREATE INDEX `journals_invoice` ON `journals` (`tenant_id`,`invoice_id`);--> statement-breakpoint
CREATE INDEX `meters_event_name` ON `meters` (`tenant_id`,`event_name`);--> statement-breakpoint
CREATE INDEX `postings_debit` ON `postings` (`tenant_id`,`customer_id`,`debit_code`,`debit_reference`);--> statement-breakpoint
CREATE INDEX `postings_credit` ON `postings` (`tenant_id`,`customer_id`,`credit_code`,`credit_reference`);--> statement-breakpoint
CREATE INDEX `usage_events_name_time` ON `usage_events` (`tenant_id`,`customer_id`,`event_name`,`occurred_at`);