-- Boards as marketers arrange them: charts, order, words; as JSON.
CREATE TABLE boards (
    id BIGINT PRIMARY KEY,
    survey BIGINT NOT NULL,
    arrangement TEXT NOT NULL
);
CREATE INDEX boards_by_survey ON boards (survey);

-- To whom a board was given by sign-in.
CREATE TABLE board_members (
    board BIGINT NOT NULL,
    member BIGINT NOT NULL,
    PRIMARY KEY (board, member)
);

CREATE TABLE board_departments (
    board BIGINT NOT NULL,
    department BIGINT NOT NULL,
    PRIMARY KEY (board, department)
);

-- Links that open a board, or everything of a survey where no board is named;
-- for the outside party, what those agreed to who share. Only a hash of each.
CREATE TABLE board_links (
    token_hash BYTEA PRIMARY KEY,
    id BIGINT NOT NULL UNIQUE,
    survey BIGINT NOT NULL,
    board BIGINT,
    is_outside BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    last_day TEXT NOT NULL
);
CREATE INDEX board_links_by_survey ON board_links (survey);
