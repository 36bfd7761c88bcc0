CREATE TRIGGER immutable_rating_records_update BEFORE UPDATE ON rating_records FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of rating_records are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_rating_records_delete BEFORE DELETE ON rating_records FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of rating_records are immutable: DELETE refused';
