ALTER TABLE comments DROP COLUMN unseen;
ALTER TABLE comments DROP COLUMN is_shown;
