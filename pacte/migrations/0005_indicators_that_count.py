from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pacte", "0004_exchange_people"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="indicatorvalue",
            options={
                "ordering": ["indicator", "date", "pk"],
                "verbose_name": "valeur d’indicateur",
                "verbose_name_plural": "valeurs d’indicateur",
            },
        ),
        migrations.AddField(
            model_name="indicator",
            name="counts",
            field=models.CharField(
                choices=[
                    ("hand", "Rien : les valeurs sont saisies à la main"),
                    ("cooperations", "Les coopérations conclues"),
                    ("once", "Les quantités données une seule fois"),
                    ("month", "Les quantités qui reviennent, par mois"),
                    ("quarter", "Les quantités qui reviennent, par trimestre"),
                    ("year", "Les quantités qui reviennent, par an"),
                ],
                default="hand",
                help_text="Les coopérations qui servent l’action le font alors bouger, à partir de maintenant.",
                max_length=12,
                verbose_name="ce qu’il compte de lui-même",
            ),
        ),
        migrations.AddField(
            model_name="indicator",
            name="counted_unit",
            field=models.CharField(
                blank=True,
                help_text="Pour les quantités seulement.",
                max_length=20,
                verbose_name="unité dans laquelle il compte",
            ),
        ),
        migrations.AddField(
            model_name="indicatorvalue",
            name="key",
            field=models.CharField(blank=True, default="", editable=False, max_length=80),
        ),
        migrations.RemoveConstraint(model_name="indicatorvalue", name="one_value_a_date"),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.UniqueConstraint(
                fields=("indicator", "date", "key"), name="one_value_a_date"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorvalue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("indicator", "key"),
                name="counted_once",
            ),
        ),
    ]
