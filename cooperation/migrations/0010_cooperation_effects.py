from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def link_declarations(apps: Any, schema_editor: Any) -> None:
    """Link each cooperation with the confirmed declaration that made it."""
    cooperations = apps.get_model("cooperation", "Cooperation").objects
    for row in apps.get_model("cooperation", "Agreement").objects.filter(status="confirmed"):
        made = cooperations.filter(
            introduction_id=row.introduction_id,
            giver_id=row.giver_id,
            receiver_id=row.receiver_id,
            resource=row.resource,
            agreement=None,
        ).first()
        if made is not None:
            cooperations.filter(pk=made.pk).update(agreement=row)


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0009_marks_history_news"),
        ("pacte", "0005_indicators_that_count"),
    ]

    operations = [
        migrations.AddField(
            model_name="cooperation",
            name="agreement",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="cooperation",
                to="cooperation.agreement",
                verbose_name="déclaration d’où elle vient",
            ),
        ),
        migrations.CreateModel(
            name="CooperationEffect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.CharField(max_length=40, verbose_name="ce qui était compté"),
                ),
                (
                    "by",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="de combien"),
                ),
                ("made_at", models.DateTimeField(verbose_name="le")),
                (
                    "agreement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="effects",
                        to="cooperation.agreement",
                    ),
                ),
                (
                    "cooperation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="effects",
                        to="cooperation.cooperation",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="pacte.indicator",
                        verbose_name="indicateur",
                    ),
                ),
                (
                    "value",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="effect",
                        to="pacte.indicatorvalue",
                    ),
                ),
            ],
            options={
                "verbose_name": "effet d’une coopération",
                "verbose_name_plural": "effets des coopérations",
                "ordering": ["made_at", "pk"],
            },
        ),
        migrations.RunPython(link_declarations, migrations.RunPython.noop),
    ]
