ALTER TABLE waves DROP COLUMN is_paused;
