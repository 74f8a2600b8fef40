-- Shown to readers when enough are; those from before were promised otherwise.
ALTER TABLE comments ADD COLUMN is_shown BOOLEAN NOT NULL DEFAULT FALSE;
-- Of an author who is counted in the totals only: the text, encrypted, so that
-- the mark on it leads nobody from a row to words. The column beside is empty.
ALTER TABLE comments ADD COLUMN unseen BYTEA;
