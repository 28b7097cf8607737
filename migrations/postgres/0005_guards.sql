-- +goose Up

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER trail_is_not_edited BEFORE UPDATE OR DELETE ON trail FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trail_is_not_emptied BEFORE TRUNCATE ON trail FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER references_are_not_freed BEFORE DELETE ON records FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER records_are_not_emptied BEFORE TRUNCATE ON records FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE records ADD COLUMN words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', head_terms), 'A') || setweight(to_tsvector('english', body_terms), 'B')
) STORED;
CREATE INDEX records_words ON records USING gin (words);

-- +goose Down
DROP INDEX records_words;
ALTER TABLE records DROP COLUMN words;
DROP TRIGGER records_are_not_emptied ON records;
DROP TRIGGER references_are_not_freed ON records;
DROP TRIGGER trail_is_not_emptied ON trail;
DROP TRIGGER trail_is_not_edited ON trail;
DROP FUNCTION refuse_change();
