-- +goose Up

-- +goose StatementBegin
CREATE TRIGGER trail_is_not_edited BEFORE UPDATE ON trail
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER trail_is_not_cut BEFORE DELETE ON trail
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER references_are_not_freed BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'a reference is never used again'); END;
-- +goose StatementEnd

-- Full text: the index keeps no copy of the texts. It knows a record by a
-- number of its own, since VACUUM may renumber the rows of the register.
CREATE TABLE records_numbers (
    number INTEGER PRIMARY KEY,
    ref    TEXT NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE records_text USING fts5 (
    head_terms, body_terms,
    content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
-- +goose StatementBegin
CREATE TRIGGER records_text_add AFTER INSERT ON records
BEGIN
    INSERT INTO records_numbers (ref) VALUES (new.ref);
    INSERT INTO records_text (rowid, head_terms, body_terms)
    SELECT number, new.head_terms, new.body_terms FROM records_numbers WHERE ref = new.ref;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER records_text_change AFTER UPDATE OF head_terms, body_terms ON records
WHEN old.head_terms <> new.head_terms OR old.body_terms <> new.body_terms
BEGIN
    DELETE FROM records_text WHERE rowid = (SELECT number FROM records_numbers WHERE ref = new.ref);
    INSERT INTO records_text (rowid, head_terms, body_terms)
    SELECT number, new.head_terms, new.body_terms FROM records_numbers WHERE ref = new.ref;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER records_text_change;
DROP TRIGGER records_text_add;
DROP TABLE records_text;
DROP TABLE records_numbers;
DROP TRIGGER references_are_not_freed;
DROP TRIGGER trail_is_not_cut;
DROP TRIGGER trail_is_not_edited;
