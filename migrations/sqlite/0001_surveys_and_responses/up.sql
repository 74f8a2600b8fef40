-- One row: which key directory belongs to this database.
CREATE TABLE installation (
    id SMALLINT PRIMARY KEY CHECK (id = 1),
    root_check BLOB NOT NULL
);

CREATE TABLE surveys (
    id BIGINT PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    pool_key_id BLOB NOT NULL,
    pool_key_day TEXT NOT NULL
);

CREATE TABLE revisions (
    survey BIGINT NOT NULL,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (survey, revision)
);

CREATE TABLE waves (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    label TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    released BIGINT NOT NULL,
    batch_count INTEGER NOT NULL,
    erased_at_close BOOLEAN NOT NULL,
    opened_day TEXT NOT NULL,
    closed_day TEXT,
    PRIMARY KEY (survey, wave)
);

-- Responses that wait for their release: encrypted, padded, and without a row
-- id, which would tell the order of arrival.
CREATE TABLE pool (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    pool_key BLOB NOT NULL,
    nonce BLOB NOT NULL,
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (survey, wave, pool_key)
) WITHOUT ROWID;

-- Sealed responses: at least k together, sorted by random keys, without time.
CREATE TABLE batches (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    response_count INTEGER NOT NULL,
    release_day TEXT NOT NULL,
    batch_keys BLOB NOT NULL,
    PRIMARY KEY (survey, wave, batch)
);

CREATE TABLE batch_columns (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    question INTEGER NOT NULL,
    encoded BLOB NOT NULL,
    PRIMARY KEY (survey, wave, batch, question)
);

-- What was written, apart from everything else its author answered.
CREATE TABLE comments (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    question INTEGER NOT NULL,
    comment_key BLOB NOT NULL,
    comment TEXT NOT NULL,
    PRIMARY KEY (survey, wave, question, comment_key)
) WITHOUT ROWID;

-- Written once, added up, never counted again.
CREATE TABLE released_totals (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    totals TEXT NOT NULL,
    PRIMARY KEY (survey, wave, batch)
);
