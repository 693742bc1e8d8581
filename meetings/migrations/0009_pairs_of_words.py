from django.db import migrations

# Beside each word of a text PostgreSQL's index holds a sign for each two that stand side by side: the first four hex
# digits of the MD5 of both. It finds a phrase by these, and must look into few texts, not into every one that has all
# of its words somewhere. What is read for blanks is what `to_tsvector` reads for blanks.
_TEXTS = """setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', 'zx')
    || setweight(to_tsvector('simple', body), 'B') || to_tsvector('simple', 'zx')
    || setweight(to_tsvector('simple', names), 'C')"""

_PAIRS = """CREATE FUNCTION meetings_search_pairs(told text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
        SELECT coalesce(array_agg('~' || left(md5(one || ' ' || two), 4)), '{}')
        FROM (SELECT array_remove(string_to_array(translate(told, E'\\n\\r\\t', '   '), ' '), '') AS words) held,
            unnest(words[:cardinality(words) - 1], words[2:]) AS pair(one, two)
        WHERE one IS NOT NULL AND two IS NOT NULL
    $$"""


def _column(told):
    return [
        "ALTER TABLE meetings_searchentry DROP COLUMN tsv",
        f"ALTER TABLE meetings_searchentry ADD COLUMN tsv tsvector GENERATED ALWAYS AS ({told}) STORED",
        "CREATE INDEX meetings_searchentry_tsv ON meetings_searchentry USING gin(tsv)",
        "ALTER TABLE meetings_searchentry ALTER tsv SET STATISTICS 1000",
        "TRUNCATE meetings_searchsample",
        """INSERT INTO meetings_searchsample
            SELECT docid, tsv FROM meetings_searchentry WHERE hashint8(docid) & 31 = 0""",
    ]


MADE = [
    _PAIRS,
    *_column(f"{_TEXTS} || array_to_tsvector(meetings_search_pairs(title || ' zx ' || body || ' zx ' || names))"),
]
GONE = [*_column(_TEXTS), "DROP FUNCTION meetings_search_pairs"]


def make(apps, schema_editor):
    _say(schema_editor, MADE)


def drop(apps, schema_editor):
    _say(schema_editor, GONE)


def _say(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0008_attendance_at_meeting'),
    ]

    operations = [
        migrations.RunPython(make, drop),
    ]
