-- +goose Up

-- What is news to whom: written in the transaction of the change itself. The
-- digest is the day of the one that it stands in, empty until there is one.
CREATE TABLE notices (
    id     TEXT      NOT NULL PRIMARY KEY,
    person TEXT      NOT NULL REFERENCES records (ref),
    ref    TEXT      NOT NULL REFERENCES records (ref),
    kind   TEXT      NOT NULL,
    action TEXT      NOT NULL,
    side   TEXT      NOT NULL,
    at     TIMESTAMP NOT NULL,
    digest TEXT      NOT NULL DEFAULT ''
);
CREATE INDEX notices_person ON notices (person, digest);
CREATE INDEX notices_digest ON notices (digest);

-- One row for each person and day: that they are one is what keeps a digest
-- from being sent twice. It does not hold what the mail says: that is written
-- when it is sent, from what the person may see at that moment.
CREATE TABLE outbox (
    id         TEXT      NOT NULL PRIMARY KEY,
    person     TEXT      NOT NULL REFERENCES records (ref),
    day        TEXT      NOT NULL,
    state      TEXT      NOT NULL,
    attempts   INTEGER   NOT NULL,
    next_at    TIMESTAMP NULL,
    last_error TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    sent_at    TIMESTAMP NULL,
    UNIQUE (person, day)
);
CREATE INDEX outbox_state ON outbox (state, next_at);
CREATE INDEX outbox_day ON outbox (day);

-- What only one instance does at a time, and until when it has it.
CREATE TABLE leases (
    name   TEXT      NOT NULL PRIMARY KEY,
    holder TEXT      NOT NULL,
    until  TIMESTAMP NOT NULL
);

-- What people chose for themselves; whoever chose nothing is not here.
CREATE TABLE reminder_settings (
    person       TEXT    NOT NULL PRIMARY KEY REFERENCES records (ref),
    mail         BOOLEAN NOT NULL,
    working_days BOOLEAN NOT NULL,
    sections     TEXT    NOT NULL
);

-- +goose Down
DROP TABLE reminder_settings;
DROP TABLE leases;
DROP TABLE outbox;
DROP TABLE notices;
