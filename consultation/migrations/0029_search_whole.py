from importlib import import_module

from django.db import migrations

before = import_module("consultation.migrations.0008_searching")

#: The words of a text as a search compares them, and "unlisted" where not all of them are listed: of a
#: text longer than is read, or with too many different words. No word of a text is listed by that name,
#: since "unlisted" itself is listed by its stem. It costs what reading a text does: without being told,
#: the planner reads every text anew rather than ask the index.
FUNCTION = r"""
CREATE OR REPLACE FUNCTION findable(words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
DECLARE
    said text := left(words, 100000);
    listed tsvector;
BEGIN
    -- Letters that are not seen, and other ways to write the same letter.
    said := regexp_replace(
        said, E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]', '', 'g'
    );
    said := normalize(said, NFKC);
    -- Signs that would make one word of an address, a range or a number with its sign or unit.
    said := regexp_replace(said, '[-+@/_]|\.(?=[[:alpha:]])', ' ', 'g');
    said := regexp_replace(said, '(\d\.\d+)([[:alpha:]])', '\1 \2', 'g');
    listed := to_tsvector('pg_catalog.english', said);
    IF length(words) > 100000 THEN
        listed := listed || 'unlisted'::tsvector;
    END IF;
    RETURN listed;
EXCEPTION WHEN OTHERS THEN
    RETURN 'unlisted'::tsvector;
END $$
"""


def add(apps, schema_editor):
    _put(schema_editor, FUNCTION)


def remove(apps, schema_editor):
    _put(schema_editor, before.FUNCTION)


def _put(schema_editor, function):
    if schema_editor.connection.vendor != "postgresql":
        return
    before.remove(None, schema_editor)
    schema_editor.execute(function, params=None)
    for table in before.TABLES:
        schema_editor.execute(
            f"CREATE INDEX {table}_findable ON consultation_{table} USING gin (findable(text))"
        )


class Migration(migrations.Migration):
    dependencies = [("consultation", "0028_points_made_by_one")]

    operations = [migrations.RunPython(add, remove)]
