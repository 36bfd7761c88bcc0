CREATE TRIGGER immutable_credit_transfers_update BEFORE UPDATE ON credit_transfers FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_transfers are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_transfers_delete BEFORE DELETE ON credit_transfers FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_transfers are immutable: DELETE refused';
