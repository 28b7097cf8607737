-- +goose Up
CREATE TABLE ledger_lines (
    ref          TEXT      NOT NULL PRIMARY KEY,
    version      INTEGER   NOT NULL,
    state        TEXT      NOT NULL,
    side         TEXT      NOT NULL,
    sample       TEXT      NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    created_by   TEXT      NOT NULL,
    updated_at   TIMESTAMP NOT NULL,
    updated_by   TEXT      NOT NULL,
    booked_on    TEXT      NOT NULL,
    ledger_ref   TEXT      NOT NULL,
    payee        TEXT      NOT NULL,
    amount       BIGINT    NULL,
    description  TEXT      NOT NULL,
    account      TEXT      NOT NULL,
    fund         TEXT      NOT NULL,
    source_file  TEXT      NOT NULL,
    payments     TEXT      NOT NULL,
    aside_reason TEXT      NOT NULL,
    priorities   TEXT      NOT NULL,
    districts    TEXT      NOT NULL,
    owner        TEXT      NOT NULL,
    came_from    TEXT      NOT NULL,
    sources      TEXT      NOT NULL,
    same_as      TEXT      NOT NULL,
    remarks      TEXT      NOT NULL,
    marking      TEXT      NOT NULL
);
CREATE INDEX ledger_lines_state ON ledger_lines (state, ref);
CREATE INDEX ledger_lines_owner ON ledger_lines (owner) WHERE owner <> '';
CREATE INDEX ledger_lines_fund ON ledger_lines (fund, ref);
CREATE INDEX ledger_lines_booked_on ON ledger_lines (booked_on, ref);

-- +goose Down
DROP TABLE ledger_lines;
