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
    ref, title, body,
    content = 'records', content_rowid = 'rowid',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
-- +goose StatementBegin
CREATE TRIGGER records_text_add AFTER INSERT ON records
BEGIN INSERT INTO records_text (rowid, ref, title, body) VALUES (new.rowid, new.ref, new.title, new.body); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER records_text_change AFTER UPDATE OF title, body ON records
WHEN old.title <> new.title OR old.body <> new.body
BEGIN
    INSERT INTO records_text (records_text, rowid, ref, title, body) VALUES ('delete', old.rowid, old.ref, old.title, old.body);
    INSERT INTO records_text (rowid, ref, title, body) VALUES (new.rowid, new.ref, new.title, new.body);
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER records_text_change;
DROP TRIGGER records_text_add;
DROP TABLE records_text;
DROP TRIGGER references_are_not_freed;
DROP TRIGGER trail_is_not_cut;
DROP TRIGGER trail_is_not_edited;
