CREATE TRIGGER immutable_usage_corrections_update BEFORE UPDATE ON usage_corrections FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_corrections are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_corrections_delete BEFORE DELETE ON usage_corrections FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_corrections are immutable: DELETE refused';
