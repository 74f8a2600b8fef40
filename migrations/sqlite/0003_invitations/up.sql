-- Who was invited: by e-mail, or by a printed code (no address).
CREATE TABLE invitations (
    survey BIGINT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('address', 'printed')),
    address TEXT,
    added_day TEXT NOT NULL,
    PRIMARY KEY (survey, number),
    UNIQUE (survey, address)
);

-- Codes that were used since the pool was last rewritten. In no order of its
-- own, but for a while its bytes lie as they came, like those of the pool.
CREATE TABLE passes_waiting (
    survey BIGINT NOT NULL,
    pass BLOB NOT NULL,
    PRIMARY KEY (survey, pass)
) WITHOUT ROWID;

-- Codes that were used: moved here together and sorted, without time or wave.
CREATE TABLE passes (
    survey BIGINT NOT NULL,
    pass BLOB NOT NULL,
    PRIMARY KEY (survey, pass)
) WITHOUT ROWID;
