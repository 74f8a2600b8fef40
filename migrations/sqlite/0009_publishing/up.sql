-- A wave that takes no answers for the time being.
ALTER TABLE waves ADD COLUMN is_paused BOOLEAN NOT NULL DEFAULT 0;
