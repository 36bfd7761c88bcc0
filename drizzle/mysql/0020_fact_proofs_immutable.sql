CREATE TRIGGER immutable_checkpoint_facts_update BEFORE UPDATE ON checkpoint_facts FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of checkpoint_facts are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_checkpoint_facts_delete BEFORE DELETE ON checkpoint_facts FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of checkpoint_facts are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_fact_entries_update BEFORE UPDATE ON fact_entries FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of fact_entries are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_fact_entries_delete BEFORE DELETE ON fact_entries FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of fact_entries are immutable: DELETE refused';
