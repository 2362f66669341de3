"""The words of the documents, in the database's own full-text search."""

from django.db import migrations

COLUMNS = ("name", "keywords", "resources", "postings", "summary", "place", "body")
CREATE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE search_text USING fts5({', '.join(COLUMNS)}, "
        "tokenize = 'unicode61 remove_diacritics 2')"
    ],
    "postgresql": [
        "CREATE TABLE search_text (document_id bigint PRIMARY KEY, vector tsvector NOT NULL)",
        "CREATE INDEX search_text_vector ON search_text USING gin (vector)",
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_text")


class Migration(migrations.Migration):

    dependencies = [("search", "0001_embedded_index")]

    operations = [migrations.RunPython(create, drop)]
