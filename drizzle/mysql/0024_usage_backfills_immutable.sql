CREATE TRIGGER immutable_usage_backfills_update BEFORE UPDATE ON usage_backfills FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_backfills are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfills_delete BEFORE DELETE ON usage_backfills FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_backfills are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_pages_update BEFORE UPDATE ON usage_backfill_pages FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_backfill_pages are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_pages_delete BEFORE DELETE ON usage_backfill_pages FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_backfill_pages are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_steps_update BEFORE UPDATE ON usage_backfill_steps FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_backfill_steps are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_steps_delete BEFORE DELETE ON usage_backfill_steps FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_backfill_steps are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_additions_update BEFORE UPDATE ON usage_backfill_additions FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_backfill_additions are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_usage_backfill_additions_delete BEFORE DELETE ON usage_backfill_additions FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of usage_backfill_additions are immutable: DELETE refused';
