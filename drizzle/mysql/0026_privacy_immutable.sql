CREATE TRIGGER immutable_personal_properties_update BEFORE UPDATE ON personal_properties FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of personal_properties are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_personal_properties_delete BEFORE DELETE ON personal_properties FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of personal_properties are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_customer_erasures_update BEFORE UPDATE ON customer_erasures FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of customer_erasures are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_customer_erasures_delete BEFORE DELETE ON customer_erasures FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of customer_erasures are immutable: DELETE refused';
