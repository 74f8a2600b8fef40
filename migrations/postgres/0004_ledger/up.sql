-- Who saw, exported or changed what, and on which day. Nothing about
-- respondents. Only ever added to: each row holds the hash of the one before.
CREATE TABLE ledger (
    number BIGINT PRIMARY KEY,
    day TEXT NOT NULL,
    role TEXT NOT NULL,
    department TEXT,
    action TEXT NOT NULL,
    survey TEXT,
    subject TEXT,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL
);

CREATE INDEX ledger_by_day ON ledger (day, survey);
