-- +goose Up
CREATE TABLE bodies (
    ref            TEXT      NOT NULL PRIMARY KEY,
    version        INTEGER   NOT NULL,
    state          TEXT      NOT NULL,
    side           TEXT      NOT NULL,
    sample         TEXT      NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    created_by     TEXT      NOT NULL,
    updated_at     TIMESTAMP NOT NULL,
    updated_by     TEXT      NOT NULL,
    name           TEXT      NOT NULL,
    type           TEXT      NOT NULL,
    aliases        TEXT      NOT NULL,
    identifiers    TEXT      NOT NULL,
    charity_number TEXT      NOT NULL,
    company_number TEXT      NOT NULL,
    address        TEXT      NOT NULL,
    part_of        TEXT      NOT NULL,
    succeeded_by   TEXT      NOT NULL,
    succeeded_on   TEXT      NOT NULL,
    priorities     TEXT      NOT NULL,
    districts      TEXT      NOT NULL,
    owner          TEXT      NOT NULL,
    came_from      TEXT      NOT NULL,
    sources        TEXT      NOT NULL,
    same_as        TEXT      NOT NULL,
    remarks        TEXT      NOT NULL,
    marking        TEXT      NOT NULL
);
CREATE INDEX bodies_state ON bodies (state, ref);
CREATE INDEX bodies_owner ON bodies (owner) WHERE owner <> '';
CREATE INDEX bodies_name ON bodies (name, ref);
CREATE INDEX bodies_type ON bodies (type, ref);
CREATE INDEX bodies_part_of ON bodies (part_of, ref);

CREATE TABLE posts (
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
    body       TEXT      NOT NULL,
    duties     TEXT      NOT NULL,
    funded_by  TEXT      NOT NULL,
    started    TEXT      NOT NULL,
    ended      TEXT      NOT NULL,
    formerly   TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX posts_state ON posts (state, ref);
CREATE INDEX posts_owner ON posts (owner) WHERE owner <> '';
CREATE INDEX posts_title ON posts (title, ref);
CREATE INDEX posts_body ON posts (body, ref);
CREATE INDEX posts_started ON posts (started, ref);

CREATE TABLE tenures (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    post       TEXT      NOT NULL,
    person     TEXT      NOT NULL,
    since      TEXT      NOT NULL,
    till       TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX tenures_state ON tenures (state, ref);
CREATE INDEX tenures_owner ON tenures (owner) WHERE owner <> '';
CREATE INDEX tenures_post ON tenures (post, ref);
CREATE INDEX tenures_person ON tenures (person, ref);
CREATE INDEX tenures_since ON tenures (since, ref);

CREATE TABLE plans (
    ref          TEXT      NOT NULL PRIMARY KEY,
    version      INTEGER   NOT NULL,
    state        TEXT      NOT NULL,
    side         TEXT      NOT NULL,
    sample       TEXT      NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    created_by   TEXT      NOT NULL,
    updated_at   TIMESTAMP NOT NULL,
    updated_by   TEXT      NOT NULL,
    title        TEXT      NOT NULL,
    body         TEXT      NOT NULL,
    period_start TEXT      NOT NULL,
    period_end   TEXT      NOT NULL,
    address      TEXT      NOT NULL,
    priorities   TEXT      NOT NULL,
    districts    TEXT      NOT NULL,
    owner        TEXT      NOT NULL,
    came_from    TEXT      NOT NULL,
    sources      TEXT      NOT NULL,
    same_as      TEXT      NOT NULL,
    remarks      TEXT      NOT NULL,
    marking      TEXT      NOT NULL
);
CREATE INDEX plans_state ON plans (state, ref);
CREATE INDEX plans_owner ON plans (owner) WHERE owner <> '';
CREATE INDEX plans_body ON plans (body, ref);
CREATE INDEX plans_period_start ON plans (period_start, ref);
CREATE INDEX plans_period_end ON plans (period_end, ref);

CREATE TABLE editions (
    ref          TEXT      NOT NULL PRIMARY KEY,
    version      INTEGER   NOT NULL,
    state        TEXT      NOT NULL,
    side         TEXT      NOT NULL,
    sample       TEXT      NOT NULL,
    created_at   TIMESTAMP NOT NULL,
    created_by   TEXT      NOT NULL,
    updated_at   TIMESTAMP NOT NULL,
    updated_by   TEXT      NOT NULL,
    plan         TEXT      NOT NULL,
    title        TEXT      NOT NULL,
    published_on TEXT      NOT NULL,
    foreword     TEXT      NOT NULL,
    address      TEXT      NOT NULL,
    published_by TEXT      NOT NULL,
    priorities   TEXT      NOT NULL,
    districts    TEXT      NOT NULL,
    owner        TEXT      NOT NULL,
    came_from    TEXT      NOT NULL,
    sources      TEXT      NOT NULL,
    same_as      TEXT      NOT NULL,
    remarks      TEXT      NOT NULL,
    marking      TEXT      NOT NULL
);
CREATE INDEX editions_state ON editions (state, ref);
CREATE INDEX editions_owner ON editions (owner) WHERE owner <> '';
CREATE INDEX editions_plan ON editions (plan, ref);
CREATE INDEX editions_published_on ON editions (published_on, ref);

CREATE TABLE outcomes (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    edition    TEXT      NOT NULL,
    position   BIGINT    NULL,
    title      TEXT      NOT NULL,
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
CREATE INDEX outcomes_state ON outcomes (state, ref);
CREATE INDEX outcomes_owner ON outcomes (owner) WHERE owner <> '';
CREATE INDEX outcomes_edition ON outcomes (edition, ref);
CREATE INDEX outcomes_position ON outcomes (position, ref);

CREATE TABLE priorities (
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
    summary    TEXT      NOT NULL,
    since      TEXT      NOT NULL,
    ended      TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX priorities_state ON priorities (state, ref);
CREATE INDEX priorities_owner ON priorities (owner) WHERE owner <> '';
CREATE INDEX priorities_title ON priorities (title, ref);
CREATE INDEX priorities_since ON priorities (since, ref);
CREATE INDEX priorities_ended ON priorities (ended, ref);

CREATE TABLE placements (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    edition    TEXT      NOT NULL,
    priority   TEXT      NOT NULL,
    outcome    TEXT      NOT NULL,
    position   BIGINT    NULL,
    title      TEXT      NOT NULL,
    narrative  TEXT      NOT NULL,
    wording    TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX placements_state ON placements (state, ref);
CREATE INDEX placements_owner ON placements (owner) WHERE owner <> '';
CREATE INDEX placements_edition ON placements (edition, ref);
CREATE INDEX placements_priority ON placements (priority, ref);
CREATE INDEX placements_outcome ON placements (outcome, ref);
CREATE INDEX placements_position ON placements (position, ref);

-- +goose Down
DROP TABLE placements;
DROP TABLE priorities;
DROP TABLE outcomes;
DROP TABLE editions;
DROP TABLE plans;
DROP TABLE tenures;
DROP TABLE posts;
DROP TABLE bodies;
