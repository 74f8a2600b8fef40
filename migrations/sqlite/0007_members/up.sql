-- Everybody with an account, or invited to one: then without a password.
CREATE TABLE members (
    id BIGINT PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT,
    joined_day TEXT
);

CREATE TABLE departments (
    id BIGINT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE member_departments (
    member BIGINT NOT NULL,
    department BIGINT NOT NULL,
    PRIMARY KEY (member, department)
);

-- A signed-in browser: a hash of what it carries, days, and a name if its
-- member gave it one. Nothing that the browser said about itself.
CREATE TABLE sessions (
    id BIGINT PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    member BIGINT NOT NULL,
    name TEXT,
    awaits_code BOOLEAN NOT NULL,
    created_day TEXT NOT NULL,
    last_used_day TEXT NOT NULL
);
CREATE INDEX sessions_by_member ON sessions (member);

-- Links by which one becomes a member or chooses a new password. Without a
-- member: the first owner's.
CREATE TABLE member_invitations (
    token_hash BLOB PRIMARY KEY,
    member BIGINT,
    last_day TEXT NOT NULL
);

-- Secrets of authenticator apps, encrypted under a key outside the database.
CREATE TABLE totp_secrets (
    member BIGINT PRIMARY KEY,
    sealed BLOB NOT NULL,
    is_confirmed BOOLEAN NOT NULL
);

CREATE TABLE recovery_codes (
    member BIGINT NOT NULL,
    code_hash BLOB NOT NULL,
    PRIMARY KEY (member, code_hash)
);
