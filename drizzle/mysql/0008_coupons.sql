CREATE TABLE `applied_coupons` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`coupon_id` binary(16) NOT NULL,
	`subscription_id` binary(16),
	`start_at` datetime(3) NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	CONSTRAINT `applied_coupons_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`id`),
	CONSTRAINT `applied_coupons_id` UNIQUE(`tenant_id`,`id`)
);
--> statement-breakpoint
CREATE TABLE `coupon_removals` (
	`tenant_id` binary(16) NOT NULL,
	`customer_id` binary(16) NOT NULL,
	`applied_coupon_id` binary(16) NOT NULL,
	`end_at` datetime(3) NOT NULL,
	`book_seq` bigint NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	`actor` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`reason` longtext character set utf8mb4 collate utf8mb4_bin,
	CONSTRAINT `coupon_removals_pk` PRIMARY KEY(`tenant_id`,`customer_id`,`applied_coupon_id`)
);
--> statement-breakpoint
CREATE TABLE `coupons` (
	`tenant_id` binary(16) NOT NULL,
	`id` binary(16) NOT NULL,
	`code` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`name` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`terms` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`plan_ids` longtext character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `coupons_pk` PRIMARY KEY(`tenant_id`,`id`),
	CONSTRAINT `coupons_code` UNIQUE(`tenant_id`,`code`)
);
--> statement-breakpoint
ALTER TABLE `applied_coupons` ADD CONSTRAINT `applied_coupons_coupon_id` FOREIGN KEY (`tenant_id`,`coupon_id`) REFERENCES `coupons`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `applied_coupons` ADD CONSTRAINT `applied_coupons_customer` FOREIGN KEY (`tenant_id`,`customer_id`) REFERENCES `customers`(`tenant_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `coupon_removals` ADD CONSTRAINT `coupon_removals_application` FOREIGN KEY (`tenant_id`,`customer_id`,`applied_coupon_id`) REFERENCES `applied_coupons`(`tenant_id`,`customer_id`,`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `coupons` ADD CONSTRAINT `coupons_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants`(`id`) ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `applied_coupons_coupon` ON `applied_coupons` (`tenant_id`,`coupon_id`);