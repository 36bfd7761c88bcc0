CREATE TRIGGER immutable_top_up_rules_update BEFORE UPDATE ON top_up_rules FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of top_up_rules are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_top_up_rules_delete BEFORE DELETE ON top_up_rules FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of top_up_rules are immutable: DELETE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_top_up_rule_ends_update BEFORE UPDATE ON top_up_rule_ends FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of top_up_rule_ends are immutable: UPDATE refused';
--> statement-breakpoint
CREATE TRIGGER immutable_top_up_rule_ends_delete BEFORE DELETE ON top_up_rule_ends FOR EACH ROW
SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'rows of top_up_rule_ends are immutable: DELETE refused';
