CREATE TRIGGER immutable_credit_notes_update BEFORE UPDATE ON credit_notes FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_notes are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_notes_delete BEFORE DELETE ON credit_notes FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_notes are immutable: DELETE refused';
