CREATE TRIGGER immutable_credit_holds_update BEFORE UPDATE ON credit_holds FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_holds are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_holds_delete BEFORE DELETE ON credit_holds FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_holds are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_hold_ends_update BEFORE UPDATE ON credit_hold_ends FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_hold_ends are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_hold_ends_delete BEFORE DELETE ON credit_hold_ends FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_hold_ends are immutable: DELETE refused';
