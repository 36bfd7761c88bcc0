CREATE TRIGGER immutable_settlements_update BEFORE UPDATE ON settlements FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of settlements are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_settlements_delete BEFORE DELETE ON settlements FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of settlements are immutable: DELETE refused';
