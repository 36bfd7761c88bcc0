CREATE TRIGGER immutable_coupons BEFORE UPDATE OR DELETE ON coupons FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE coupons ENABLE ALWAYS TRIGGER immutable_coupons;
--> statement-breakpoint
CREATE TRIGGER immutable_coupons_truncate BEFORE TRUNCATE ON coupons FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE coupons ENABLE ALWAYS TRIGGER immutable_coupons_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_applied_coupons BEFORE UPDATE OR DELETE ON applied_coupons FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE applied_coupons ENABLE ALWAYS TRIGGER immutable_applied_coupons;
--> statement-breakpoint
CREATE TRIGGER immutable_applied_coupons_truncate BEFORE TRUNCATE ON applied_coupons FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE applied_coupons ENABLE ALWAYS TRIGGER immutable_applied_coupons_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_coupon_removals BEFORE UPDATE OR DELETE ON coupon_removals FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE coupon_removals ENABLE ALWAYS TRIGGER immutable_coupon_removals;
--> statement-breakpoint
CREATE TRIGGER immutable_coupon_removals_truncate BEFORE TRUNCATE ON coupon_removals FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE coupon_removals ENABLE ALWAYS TRIGGER immutable_coupon_removals_truncate;
