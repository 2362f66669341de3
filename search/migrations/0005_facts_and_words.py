"""What the engine of the database reads of a document at once, the starts of its title, its words.

Facts are narrow on purpose: a search reads those of all the documents that it keeps, and counts
their codes itself. The index is a projection: it is emptied here, and ``reindex`` fills it.
"""

from django.db import migrations

CREATE = {
    "sqlite": [
        "CREATE TABLE search_fact (id integer PRIMARY KEY, ref text NOT NULL, "
        "sort_name text NOT NULL, codes text NOT NULL, x real, y real, z real, day integer)",
        "CREATE TABLE search_start (leads integer NOT NULL, start text NOT NULL, "
        "ref text NOT NULL, sort_name text NOT NULL, kind text NOT NULL, "
        "PRIMARY KEY (leads, start, ref)) WITHOUT ROWID",
        "CREATE TABLE search_form (token text NOT NULL, written text NOT NULL, "
        "documents integer NOT NULL, PRIMARY KEY (token, written)) WITHOUT ROWID",
        "CREATE TABLE search_tombstone (ref text PRIMARY KEY, version integer NOT NULL)",
        "CREATE TABLE search_state (id integer PRIMARY KEY, stamp text NOT NULL, "
        "documents integer NOT NULL)",
    ],
    "postgresql": [
        "ALTER TABLE search_text ADD COLUMN tokens text NOT NULL DEFAULT ''",
        "CREATE TABLE search_fact (id bigint PRIMARY KEY, ref text NOT NULL, "
        "sort_name text NOT NULL, codes text NOT NULL, x double precision, y double precision, "
        "z double precision, day integer)",
        'CREATE TABLE search_start (leads integer NOT NULL, start text COLLATE "C" NOT NULL, '
        'ref text COLLATE "C" NOT NULL, sort_name text COLLATE "C" NOT NULL, kind text NOT NULL, '
        "PRIMARY KEY (leads, start, ref))",
        'CREATE TABLE search_form (token text COLLATE "C" NOT NULL, '
        'written text COLLATE "C" NOT NULL, documents integer NOT NULL, '
        "PRIMARY KEY (token, written))",
        "CREATE TABLE search_tombstone (ref text PRIMARY KEY, version bigint NOT NULL)",
        "CREATE TABLE search_state (id integer PRIMARY KEY, stamp text NOT NULL, "
        "documents integer NOT NULL)",
    ],
}
EMPTY = ("search_text", "search_documentvalue", "search_document", "search_word")
MADE = ("search_fact", "search_start", "search_form", "search_tombstone", "search_state")


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
    schema_editor.execute("INSERT INTO search_state (id, stamp, documents) VALUES (1, '', 0)")
    for table in EMPTY:
        schema_editor.execute(f"DELETE FROM {table}")


def drop(apps, schema_editor):
    for table in MADE:
        schema_editor.execute(f"DROP TABLE {table}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE search_text DROP COLUMN tokens")


class Migration(migrations.Migration):

    dependencies = [("search", "0004_outbox_per_engine")]

    operations = [migrations.RunPython(create, drop), migrations.DeleteModel("DocumentValue")]
