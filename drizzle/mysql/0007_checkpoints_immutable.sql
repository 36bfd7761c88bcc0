CREATE TRIGGER immutable_checkpoints_update BEFORE UPDATE ON checkpoints FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of checkpoints are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_checkpoints_delete BEFORE DELETE ON checkpoints FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of checkpoints are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_checkpoint_books_update BEFORE UPDATE ON checkpoint_books FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of checkpoint_books are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_checkpoint_books_delete BEFORE DELETE ON checkpoint_books FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of checkpoint_books are immutable: DELETE refused';
