CREATE TRIGGER immutable_credit_units_update BEFORE UPDATE ON credit_units FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_units are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_units_delete BEFORE DELETE ON credit_units FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_units are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_unit_rates_update BEFORE UPDATE ON credit_unit_rates FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_unit_rates are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_unit_rates_delete BEFORE DELETE ON credit_unit_rates FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_unit_rates are immutable: DELETE refused';
