-- Whether a release has gone out since the code was used: set for all of a survey
-- at once, and only where its promise says that reminders look at it.
ALTER TABLE passes ADD COLUMN is_released BOOLEAN NOT NULL DEFAULT FALSE;

-- A reminder that passes over who has answered: how many that are is told nowhere.
ALTER TABLE mailings ADD COLUMN passes_over BOOLEAN NOT NULL DEFAULT FALSE;
