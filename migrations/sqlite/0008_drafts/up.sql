-- Surveys that are being written, and of published ones what is changed in them.
CREATE TABLE drafts (
    id BIGINT PRIMARY KEY,
    survey TEXT UNIQUE,
    current_version INTEGER NOT NULL,
    newest_version INTEGER NOT NULL
);

-- Every state of a draft that was saved lately; each knows the one it came from.
CREATE TABLE draft_versions (
    draft BIGINT NOT NULL,
    version INTEGER NOT NULL,
    previous INTEGER,
    document TEXT NOT NULL,
    saved_by BIGINT NOT NULL,
    saved_day TEXT NOT NULL,
    PRIMARY KEY (draft, version)
);
