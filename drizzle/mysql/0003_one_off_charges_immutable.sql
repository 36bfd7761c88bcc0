CREATE TRIGGER immutable_one_off_charges_update BEFORE UPDATE ON one_off_charges FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of one_off_charges are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_one_off_charges_delete BEFORE DELETE ON one_off_charges FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of one_off_charges are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_one_off_reversals_update BEFORE UPDATE ON one_off_reversals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of one_off_reversals are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_one_off_reversals_delete BEFORE DELETE ON one_off_reversals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of one_off_reversals are immutable: DELETE refused';
