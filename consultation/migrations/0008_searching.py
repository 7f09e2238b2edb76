from django.db import migrations

TABLES = ("comment", "answer", "letter", "proposal")

#: The words of a text as a search compares them. It never fails, lest it keep a response from being
#: stored: of a text with too many different words, fewer are listed, and a search reads it whole.
FUNCTION = r"""
CREATE FUNCTION findable(words text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    said text := left(words, 100000);
BEGIN
    -- Letters that are not seen, and other ways to write the same letter.
    said := regexp_replace(
        said, E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]', '', 'g'
    );
    said := normalize(said, NFKC);
    -- Signs that would make one word of an address, a range or a number with its sign or unit.
    said := regexp_replace(said, '[-+@/_]|\.(?=[[:alpha:]])', ' ', 'g');
    said := regexp_replace(said, '(\d\.\d+)([[:alpha:]])', '\1 \2', 'g');
    RETURN to_tsvector('pg_catalog.english', said);
EXCEPTION WHEN OTHERS THEN
    RETURN ''::tsvector;
END $$
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(FUNCTION, params=None)
    for table in TABLES:
        schema_editor.execute(
            f"CREATE INDEX {table}_findable ON consultation_{table} USING gin (findable(text))"
        )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"DROP INDEX {table}_findable")
    schema_editor.execute("DROP FUNCTION findable(text)")


class Migration(migrations.Migration):
    dependencies = [("consultation", "0007_drafting")]

    operations = [migrations.RunPython(add, remove)]
