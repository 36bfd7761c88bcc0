CREATE TRIGGER immutable_credit_grants_update BEFORE UPDATE ON credit_grants FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_grants are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_grants_delete BEFORE DELETE ON credit_grants FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_grants are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_voids_update BEFORE UPDATE ON credit_voids FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_voids are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_voids_delete BEFORE DELETE ON credit_voids FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_voids are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_expiry_changes_update BEFORE UPDATE ON credit_expiry_changes FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_expiry_changes are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_expiry_changes_delete BEFORE DELETE ON credit_expiry_changes FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_expiry_changes are immutable: DELETE refused';
