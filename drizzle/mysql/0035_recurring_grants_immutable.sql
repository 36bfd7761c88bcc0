CREATE TRIGGER immutable_recurring_grants_update BEFORE UPDATE ON recurring_grants FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of recurring_grants are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_recurring_grants_delete BEFORE DELETE ON recurring_grants FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of recurring_grants are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_recurring_grant_ends_update BEFORE UPDATE ON recurring_grant_ends FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of recurring_grant_ends are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_recurring_grant_ends_delete BEFORE DELETE ON recurring_grant_ends FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of recurring_grant_ends are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_alerts_update BEFORE UPDATE ON credit_alerts FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_alerts are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_alerts_delete BEFORE DELETE ON credit_alerts FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_alerts are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_alert_events_update BEFORE UPDATE ON credit_alert_events FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_alert_events are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_credit_alert_events_delete BEFORE DELETE ON credit_alert_events FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of credit_alert_events are immutable: DELETE refused';
