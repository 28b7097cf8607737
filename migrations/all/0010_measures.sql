-- +goose Up
CREATE TABLE definitions (
    ref            TEXT      NOT NULL PRIMARY KEY,
    version        INTEGER   NOT NULL,
    state          TEXT      NOT NULL,
    side           TEXT      NOT NULL,
    sample         TEXT      NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    created_by     TEXT      NOT NULL,
    updated_at     TIMESTAMP NOT NULL,
    updated_by     TEXT      NOT NULL,
    term           TEXT      NOT NULL,
    text           TEXT      NOT NULL,
    wording        TEXT      NOT NULL,
    source         TEXT      NOT NULL,
    source_address TEXT      NOT NULL,
    in_force_from  TEXT      NOT NULL,
    replaces       TEXT      NOT NULL,
    priorities     TEXT      NOT NULL,
    districts      TEXT      NOT NULL,
    owner          TEXT      NOT NULL,
    came_from      TEXT      NOT NULL,
    sources        TEXT      NOT NULL,
    same_as        TEXT      NOT NULL,
    remarks        TEXT      NOT NULL,
    marking        TEXT      NOT NULL
);
CREATE INDEX definitions_state ON definitions (state, ref);
CREATE INDEX definitions_owner ON definitions (owner) WHERE owner <> '';
CREATE INDEX definitions_in_force_from ON definitions (in_force_from, ref);

CREATE TABLE caveats (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    definition TEXT      NOT NULL,
    position   BIGINT    NULL,
    text       TEXT      NOT NULL,
    applied_by TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX caveats_state ON caveats (state, ref);
CREATE INDEX caveats_owner ON caveats (owner) WHERE owner <> '';
CREATE INDEX caveats_definition ON caveats (definition, ref);
CREATE INDEX caveats_position ON caveats (position, ref);
CREATE INDEX caveats_applied_by ON caveats (applied_by, ref);

CREATE TABLE measures (
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
    unit       TEXT      NOT NULL,
    counts     TEXT      NOT NULL,
    definition TEXT      NOT NULL,
    source     TEXT      NOT NULL,
    publisher  TEXT      NOT NULL,
    how_often  TEXT      NOT NULL,
    breakdown  TEXT      NOT NULL,
    better     TEXT      NOT NULL,
    target     TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX measures_state ON measures (state, ref);
CREATE INDEX measures_owner ON measures (owner) WHERE owner <> '';
CREATE INDEX measures_definition ON measures (definition, ref);
CREATE INDEX measures_publisher ON measures (publisher, ref);
CREATE INDEX measures_how_often ON measures (how_often, ref);

CREATE TABLE figures (
    ref            TEXT      NOT NULL PRIMARY KEY,
    version        INTEGER   NOT NULL,
    state          TEXT      NOT NULL,
    side           TEXT      NOT NULL,
    sample         TEXT      NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    created_by     TEXT      NOT NULL,
    updated_at     TIMESTAMP NOT NULL,
    updated_by     TEXT      NOT NULL,
    measure        TEXT      NOT NULL,
    period         TEXT      NOT NULL,
    period_start   TEXT      NOT NULL,
    period_end     TEXT      NOT NULL,
    category       TEXT      NOT NULL,
    value          TEXT      NOT NULL,
    numerator      BIGINT    NULL,
    denominator    BIGINT    NULL,
    base_counts    TEXT      NOT NULL,
    stated_percent TEXT      NOT NULL,
    reported_on    TEXT      NOT NULL,
    revises        TEXT      NOT NULL,
    definition     TEXT      NOT NULL,
    priorities     TEXT      NOT NULL,
    districts      TEXT      NOT NULL,
    owner          TEXT      NOT NULL,
    came_from      TEXT      NOT NULL,
    sources        TEXT      NOT NULL,
    same_as        TEXT      NOT NULL,
    remarks        TEXT      NOT NULL,
    marking        TEXT      NOT NULL
);
CREATE INDEX figures_state ON figures (state, ref);
CREATE INDEX figures_owner ON figures (owner) WHERE owner <> '';
CREATE INDEX figures_measure ON figures (measure, ref);
CREATE INDEX figures_period_start ON figures (period_start, ref);
CREATE INDEX figures_reported_on ON figures (reported_on, ref);
CREATE INDEX figures_definition ON figures (definition, ref);

-- +goose Down
DROP TABLE figures;
DROP TABLE measures;
DROP TABLE caveats;
DROP TABLE definitions;
