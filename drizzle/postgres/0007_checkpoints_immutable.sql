CREATE TRIGGER immutable_checkpoints BEFORE UPDATE OR DELETE ON checkpoints FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER immutable_checkpoints;
--> statement-breakpoint
CREATE TRIGGER immutable_checkpoints_truncate BEFORE TRUNCATE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE checkpoints ENABLE ALWAYS TRIGGER immutable_checkpoints_truncate;
--> statement-breakpoint
CREATE TRIGGER immutable_checkpoint_books BEFORE UPDATE OR DELETE ON checkpoint_books FOR EACH ROW EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE checkpoint_books ENABLE ALWAYS TRIGGER immutable_checkpoint_books;
--> statement-breakpoint
CREATE TRIGGER immutable_checkpoint_books_truncate BEFORE TRUNCATE ON checkpoint_books FOR EACH STATEMENT EXECUTE FUNCTION neruba_refuse_change();
--> statement-breakpoint
ALTER TABLE checkpoint_books ENABLE ALWAYS TRIGGER immutable_checkpoint_books_truncate;
