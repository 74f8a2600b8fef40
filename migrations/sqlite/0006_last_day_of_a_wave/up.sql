-- The day after which a wave closes by itself.
ALTER TABLE waves ADD COLUMN last_day TEXT;
