CREATE TRIGGER immutable_tax_rates_update BEFORE UPDATE ON tax_rates FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of tax_rates are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_tax_rates_delete BEFORE DELETE ON tax_rates FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of tax_rates are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_tax_rate_versions_update BEFORE UPDATE ON tax_rate_versions FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of tax_rate_versions are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_tax_rate_versions_delete BEFORE DELETE ON tax_rate_versions FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of tax_rate_versions are immutable: DELETE refused';
