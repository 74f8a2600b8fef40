ALTER TABLE waves DROP COLUMN last_day;
