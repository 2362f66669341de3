from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MARKS = [("forward", "Mise en avant"), ("aside", "Écartée"), ("withdrawn", "Avis retiré")]


def begin_history(apps: Any, schema_editor: Any) -> None:
    """Start the history with the marks that stand."""
    move = apps.get_model("cooperation", "CuratorMarkMove")
    rows = apps.get_model("cooperation", "CuratorMark").objects.order_by("made_at", "pk")
    move.objects.bulk_create(
        [
            move(key=row.key, mark=row.mark, word=row.word, author_id=row.author_id,
                 made_at=row.made_at)
            for row in rows
        ],
        batch_size=100,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0008_suggestion_indexes"),
        ("pacte", "0004_exchange_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="call",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "Brouillon"),
                    ("open", "Ouvert"),
                    ("ended", "Date passée"),
                    ("closed", "Clos"),
                    ("stopped", "Arrêté par l’animation"),
                ],
                default="draft",
                max_length=10,
                verbose_name="état",
            ),
        ),
        migrations.CreateModel(
            name="CuratorMarkMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(db_index=True, max_length=300, verbose_name="suggestion"),
                ),
                (
                    "mark",
                    models.CharField(choices=MARKS, max_length=10, verbose_name="avis"),
                ),
                ("word", models.TextField(blank=True, max_length=500, verbose_name="mot")),
                ("made_at", models.DateTimeField(verbose_name="le")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "avis passé de l’animation",
                "verbose_name_plural": "avis passés de l’animation",
                "ordering": ["-made_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SuggestionNews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "known",
                    models.JSONField(default=dict, verbose_name="suggestions connues"),
                ),
                ("looked_at", models.DateTimeField(verbose_name="regardées le")),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestion_news",
                        to="pacte.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "nouveautés des suggestions",
                "verbose_name_plural": "nouveautés des suggestions",
                "ordering": ["organisation_id"],
            },
        ),
        migrations.RunPython(begin_history, migrations.RunPython.noop),
    ]
