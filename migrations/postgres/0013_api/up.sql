-- What programs show in place of a member: a hash, what they may, and until when.
CREATE TABLE api_tokens (
    id BIGINT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    member BIGINT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_day TEXT NOT NULL,
    last_used_day TEXT,
    last_day TEXT NOT NULL
);
CREATE INDEX api_tokens_by_member ON api_tokens (member);

-- Programs that are told of releases. Their secrets are derived, not stored.
CREATE TABLE webhooks (
    id BIGINT PRIMARY KEY,
    address TEXT NOT NULL,
    added_by BIGINT NOT NULL,
    added_day TEXT NOT NULL,
    last_outcome TEXT
);

-- What is still to be delivered.
CREATE TABLE webhook_deliveries (
    id BIGINT PRIMARY KEY,
    webhook BIGINT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL
);
