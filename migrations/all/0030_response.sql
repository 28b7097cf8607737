-- +goose Up
-- The clock that a report starts, and steps that are counted from its start.
ALTER TABLE reports ADD COLUMN clock TEXT NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN response_how TEXT NOT NULL DEFAULT '';
CREATE INDEX reports_clock ON reports (clock, ref);
ALTER TABLE escalations ADD COLUMN after BIGINT NULL;
ALTER TABLE escalations ADD COLUMN unit TEXT NOT NULL DEFAULT '';

-- What a body says publicly about a report, recommendation by recommendation,
-- and to whom copies of it go.
CREATE TABLE public_comments (
    ref            TEXT      NOT NULL PRIMARY KEY,
    version        INTEGER   NOT NULL,
    state          TEXT      NOT NULL,
    side           TEXT      NOT NULL,
    sample         TEXT      NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    created_by     TEXT      NOT NULL,
    updated_at     TIMESTAMP NOT NULL,
    updated_by     TEXT      NOT NULL,
    report         TEXT      NOT NULL,
    body           TEXT      NOT NULL,
    title          TEXT      NOT NULL,
    opening        TEXT      NOT NULL,
    closing        TEXT      NOT NULL,
    corrects       TEXT      NOT NULL,
    approved_on    TEXT      NOT NULL,
    approved_by    TEXT      NOT NULL,
    published_on   TEXT      NOT NULL,
    published_by   TEXT      NOT NULL,
    published_text TEXT      NOT NULL,
    taken_down_on  TEXT      NOT NULL,
    taken_down_why TEXT      NOT NULL,
    priorities     TEXT      NOT NULL,
    districts      TEXT      NOT NULL,
    owner          TEXT      NOT NULL,
    came_from      TEXT      NOT NULL,
    sources        TEXT      NOT NULL,
    same_as        TEXT      NOT NULL,
    remarks        TEXT      NOT NULL,
    marking        TEXT      NOT NULL
);
CREATE INDEX public_comments_state ON public_comments (state, ref);
CREATE INDEX public_comments_owner ON public_comments (owner) WHERE owner <> '';
CREATE INDEX public_comments_report ON public_comments (report, ref);
CREATE INDEX public_comments_body ON public_comments (body, ref);
CREATE INDEX public_comments_published_on ON public_comments (published_on, ref);
CREATE INDEX public_comments_corrects ON public_comments (corrects) WHERE corrects <> '';

CREATE TABLE comment_items (
    ref            TEXT      NOT NULL PRIMARY KEY,
    version        INTEGER   NOT NULL,
    state          TEXT      NOT NULL,
    side           TEXT      NOT NULL,
    sample         TEXT      NOT NULL,
    created_at     TIMESTAMP NOT NULL,
    created_by     TEXT      NOT NULL,
    updated_at     TIMESTAMP NOT NULL,
    updated_by     TEXT      NOT NULL,
    comment        TEXT      NOT NULL,
    recommendation TEXT      NOT NULL,
    stance         TEXT      NOT NULL,
    text           TEXT      NOT NULL,
    priorities     TEXT      NOT NULL,
    districts      TEXT      NOT NULL,
    owner          TEXT      NOT NULL,
    came_from      TEXT      NOT NULL,
    sources        TEXT      NOT NULL,
    same_as        TEXT      NOT NULL,
    remarks        TEXT      NOT NULL,
    marking        TEXT      NOT NULL
);
CREATE INDEX comment_items_state ON comment_items (state, ref);
CREATE INDEX comment_items_owner ON comment_items (owner) WHERE owner <> '';
CREATE INDEX comment_items_comment ON comment_items (comment, ref);
CREATE INDEX comment_items_recommendation ON comment_items (recommendation, ref);
CREATE INDEX comment_items_stance ON comment_items (stance, ref);
-- A comment says one thing to a recommendation, however many write it at once.
CREATE UNIQUE INDEX comment_items_once ON comment_items (comment, recommendation) WHERE state <> 'withdrawn' AND recommendation <> '';

CREATE TABLE comment_copies (
    ref        TEXT      NOT NULL PRIMARY KEY,
    version    INTEGER   NOT NULL,
    state      TEXT      NOT NULL,
    side       TEXT      NOT NULL,
    sample     TEXT      NOT NULL,
    created_at TIMESTAMP NOT NULL,
    created_by TEXT      NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    updated_by TEXT      NOT NULL,
    comment    TEXT      NOT NULL,
    recipient  TEXT      NOT NULL,
    sent_on    TEXT      NOT NULL,
    sent_how   TEXT      NOT NULL,
    priorities TEXT      NOT NULL,
    districts  TEXT      NOT NULL,
    owner      TEXT      NOT NULL,
    came_from  TEXT      NOT NULL,
    sources    TEXT      NOT NULL,
    same_as    TEXT      NOT NULL,
    remarks    TEXT      NOT NULL,
    marking    TEXT      NOT NULL
);
CREATE INDEX comment_copies_state ON comment_copies (state, ref);
CREATE INDEX comment_copies_owner ON comment_copies (owner) WHERE owner <> '';
CREATE INDEX comment_copies_comment ON comment_copies (comment, ref);
CREATE INDEX comment_copies_sent_on ON comment_copies (sent_on, ref);

-- +goose Down
DROP TABLE comment_copies;
DROP TABLE comment_items;
DROP TABLE public_comments;
ALTER TABLE escalations DROP COLUMN unit;
ALTER TABLE escalations DROP COLUMN after;
DROP INDEX reports_clock;
ALTER TABLE reports DROP COLUMN response_how;
ALTER TABLE reports DROP COLUMN clock;
