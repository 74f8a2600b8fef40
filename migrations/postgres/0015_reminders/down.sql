ALTER TABLE passes DROP COLUMN is_released;
