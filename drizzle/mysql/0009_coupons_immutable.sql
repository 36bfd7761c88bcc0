CREATE TRIGGER immutable_coupons_update BEFORE UPDATE ON coupons FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of coupons are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_coupons_delete BEFORE DELETE ON coupons FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of coupons are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_applied_coupons_update BEFORE UPDATE ON applied_coupons FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of applied_coupons are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_applied_coupons_delete BEFORE DELETE ON applied_coupons FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of applied_coupons are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_coupon_removals_update BEFORE UPDATE ON coupon_removals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of coupon_removals are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_coupon_removals_delete BEFORE DELETE ON coupon_removals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of coupon_removals are immutable: DELETE refused';
