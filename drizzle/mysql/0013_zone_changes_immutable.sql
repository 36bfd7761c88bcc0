CREATE TRIGGER immutable_customer_zone_changes_update BEFORE UPDATE ON customer_zone_changes FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of customer_zone_changes are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_customer_zone_changes_delete BEFORE DELETE ON customer_zone_changes FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of customer_zone_changes are immutable: DELETE refused';
