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

-- Full text: the index holds no copy of the texts, it follows the register.
CREATE VIRTUAL TABLE records_text USING fts5 (
    head_terms, body_terms,
    content = 'records', content_rowid = 'rowid',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
-- +goose StatementBegin
CREATE TRIGGER records_text_add AFTER INSERT ON records
BEGIN INSERT INTO records_text (rowid, head_terms, body_terms) VALUES (new.rowid, new.head_terms, new.body_terms); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER records_text_change AFTER UPDATE OF head_terms, body_terms ON records
WHEN old.head_terms <> new.head_terms OR old.body_terms <> new.body_terms
BEGIN
    INSERT INTO records_text (records_text, rowid, head_terms, body_terms) VALUES ('delete', old.rowid, old.head_terms, old.body_terms);
    INSERT INTO records_text (rowid, head_terms, body_terms) VALUES (new.rowid, new.head_terms, new.body_terms);
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER records_text_change;
DROP TRIGGER records_text_add;
DROP TABLE records_text;
DROP TRIGGER references_are_not_freed;
DROP TRIGGER trail_is_not_cut;
DROP TRIGGER trail_is_not_edited;
