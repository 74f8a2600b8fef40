-- How many forms of a wave got to a page and were not sent: numbers that move
-- at releases only, and belong to nobody.
CREATE TABLE page_counts (
    survey BIGINT NOT NULL,
    wave INTEGER NOT NULL,
    page INTEGER NOT NULL,
    forms BIGINT NOT NULL,
    PRIMARY KEY (survey, wave, page)
);
