ALTER TABLE mailings DROP COLUMN passes_over;
ALTER TABLE passes DROP COLUMN is_released;
