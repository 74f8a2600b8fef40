-- Which closed waves have a book, and whether their batches are merged.
CREATE TABLE books (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    written_day TEXT NOT NULL,
    is_merged BOOLEAN NOT NULL,
    PRIMARY KEY (survey, wave)
);

-- The admitted breakdowns of a wave, in the charter's order. Written once.
CREATE TABLE book_breakdowns (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    position INTEGER NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (survey, wave, position)
);

-- The totals of one question in the groups of a breakdown. Written once.
CREATE TABLE book_totals (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    position INTEGER NOT NULL,
    question INTEGER NOT NULL,
    totals TEXT NOT NULL,
    PRIMARY KEY (survey, wave, position, question)
);
