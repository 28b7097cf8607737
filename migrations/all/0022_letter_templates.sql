-- +goose Up
CREATE TABLE letter_templates (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    title      TEXT      NOT NULL,
    use        TEXT      NOT NULL,
    subject    TEXT      NOT NULL,
    text       TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX letter_templates_state ON letter_templates (state, ref);
CREATE INDEX letter_templates_owner ON letter_templates (owner) WHERE owner <> '';
CREATE INDEX letter_templates_title ON letter_templates (title, ref);
CREATE INDEX letter_templates_use ON letter_templates (use, ref);

-- +goose Down
DROP TABLE letter_templates;
