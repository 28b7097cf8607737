-- +goose Up
CREATE TABLE papers (
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
    type       TEXT      NOT NULL,
    about      TEXT      NOT NULL,
    since      TEXT      NOT NULL,
    until      TEXT      NOT NULL,
    as_at      TEXT      NOT NULL,
    sections   TEXT      NOT NULL,
    template   TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX papers_state ON papers (state, ref);
CREATE INDEX papers_owner ON papers (owner) WHERE owner <> '';
CREATE INDEX papers_title ON papers (title, ref);
CREATE INDEX papers_type ON papers (type, ref);
CREATE INDEX papers_about ON papers (about, ref);
CREATE INDEX papers_since ON papers (since, ref);
CREATE INDEX papers_until ON papers (until, ref);
CREATE INDEX papers_as_at ON papers (as_at, ref);
CREATE INDEX papers_template ON papers (template, ref);

CREATE TABLE paragraphs (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    paper      TEXT      NOT NULL,
    section    TEXT      NOT NULL,
    place      TEXT      NOT NULL,
    after      TEXT      NOT NULL,
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
CREATE INDEX paragraphs_state ON paragraphs (state, ref);
CREATE INDEX paragraphs_owner ON paragraphs (owner) WHERE owner <> '';
CREATE INDEX paragraphs_paper ON paragraphs (paper, ref);
CREATE INDEX paragraphs_section ON paragraphs (section, ref);

CREATE TABLE paper_templates (
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
    type       TEXT      NOT NULL,
    sections   TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX paper_templates_state ON paper_templates (state, ref);
CREATE INDEX paper_templates_owner ON paper_templates (owner) WHERE owner <> '';
CREATE INDEX paper_templates_title ON paper_templates (title, ref);
CREATE INDEX paper_templates_type ON paper_templates (type, ref);

-- +goose Down
DROP TABLE paper_templates;
DROP TABLE paragraphs;
DROP TABLE papers;
