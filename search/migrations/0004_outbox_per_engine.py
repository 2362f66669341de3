"""One waiting row an engine, and a number for each claim."""

from django.db import migrations, models


def first_state(apps, schema_editor):
    """Make the one row: no writer has to."""
    apps.get_model("search", "IndexState").objects.using(schema_editor.connection.alias).create(pk=1)


class Migration(migrations.Migration):

    dependencies = [("search", "0003_documents_of_every_kind")]

    operations = [
        migrations.RenameField("IndexEvent", "ref", "source"),
        migrations.AddField(
            "IndexEvent",
            "engine",
            models.CharField(max_length=20, default="embedded"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "IndexEvent",
            models.Index(fields=["engine", "id"], name="search_inde_engine_65566f_idx"),
        ),
        migrations.CreateModel(
            name="IndexState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("serial", models.BigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "état de l’index",
                "verbose_name_plural": "état de l’index",
            },
        ),
        migrations.RunPython(first_state, migrations.RunPython.noop),
    ]
