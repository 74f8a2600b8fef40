-- A letter to people who were invited by e-mail, and how far its sending is.
CREATE TABLE mailings (
    id BIGINT PRIMARY KEY,
    survey BIGINT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('invitation', 'reminder')),
    state TEXT NOT NULL CHECK (state IN ('sending', 'paused', 'finished')),
    -- How respondents reach this service: links begin so.
    site TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    per_minute INTEGER NOT NULL,
    begun_day TEXT NOT NULL,
    UNIQUE (survey, number)
);

-- Whom a letter goes to, by the invitation's number. Is “sending” from before
-- its mail is handed over until the server has answered.
CREATE TABLE mailing_recipients (
    mailing BIGINT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (
        state IN ('waiting', 'sending', 'sent', 'bounced', 'refused', 'unknown', 'left_out')
    ),
    attempts INTEGER NOT NULL,
    sent_day TEXT,
    PRIMARY KEY (mailing, number)
);

-- Addresses that are never written to again, as keyed hashes: nobody is named.
CREATE TABLE never_again (
    address_mark BLOB PRIMARY KEY,
    reason TEXT NOT NULL CHECK (reason IN ('asked', 'bounced'))
);

-- Printed codes that were made together, by the form that asked for them.
CREATE TABLE printed_codes (
    survey BIGINT NOT NULL,
    first_number INTEGER NOT NULL,
    count INTEGER NOT NULL,
    form BIGINT NOT NULL,
    made_day TEXT NOT NULL,
    PRIMARY KEY (survey, first_number)
);
