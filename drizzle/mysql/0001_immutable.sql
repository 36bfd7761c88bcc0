CREATE TRIGGER immutable_idempotency_records_update BEFORE UPDATE ON idempotency_records FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of idempotency_records are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_idempotency_records_delete BEFORE DELETE ON idempotency_records FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of idempotency_records are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_meters_update BEFORE UPDATE ON meters FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of meters are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_meters_delete BEFORE DELETE ON meters FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of meters are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_plan_versions_update BEFORE UPDATE ON plan_versions FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of plan_versions are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_plan_versions_delete BEFORE DELETE ON plan_versions FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of plan_versions are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_prices_update BEFORE UPDATE ON prices FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of prices are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_prices_delete BEFORE DELETE ON prices FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of prices are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_subscriptions_update BEFORE UPDATE ON subscriptions FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of subscriptions are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_subscriptions_delete BEFORE DELETE ON subscriptions FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of subscriptions are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_subscription_segments_update BEFORE UPDATE ON subscription_segments FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of subscription_segments are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_subscription_segments_delete BEFORE DELETE ON subscription_segments FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of subscription_segments are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_events_update BEFORE UPDATE ON usage_events FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_events are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_events_delete BEFORE DELETE ON usage_events FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_events are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_late_arrivals_update BEFORE UPDATE ON late_arrivals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of late_arrivals are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_late_arrivals_delete BEFORE DELETE ON late_arrivals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of late_arrivals are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_journals_update BEFORE UPDATE ON journals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of journals are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_journals_delete BEFORE DELETE ON journals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of journals are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_postings_update BEFORE UPDATE ON postings FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of postings are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_postings_delete BEFORE DELETE ON postings FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of postings are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_invoice_cuts_update BEFORE UPDATE ON invoice_cuts FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of invoice_cuts are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_invoice_cuts_delete BEFORE DELETE ON invoice_cuts FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of invoice_cuts are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_invoice_seals_update BEFORE UPDATE ON invoice_seals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of invoice_seals are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_invoice_seals_delete BEFORE DELETE ON invoice_seals FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of invoice_seals are immutable: DELETE refused';
