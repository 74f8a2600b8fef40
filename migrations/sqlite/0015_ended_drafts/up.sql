-- What became of drafts: whoever comes back to an old address reads it.
CREATE TABLE ended_drafts (
    id BIGINT PRIMARY KEY,
    survey TEXT,
    is_published BOOLEAN NOT NULL
);
