import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0011_photos_of_drafts_and_changes"),
        ("pacte", "0004_exchange_people"),
    ]

    operations = [
        migrations.AlterField(
            model_name="suggestion",
            name="giver",
            field=models.ForeignKey(
                db_index=False,
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="given_suggestions",
                to="pacte.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="suggestion",
            name="receiver",
            field=models.ForeignKey(
                db_index=False,
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="received_suggestions",
                to="pacte.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="suggestion",
            name="offer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cooperation.posting",
            ),
        ),
        migrations.AlterField(
            model_name="suggestion",
            name="need",
            field=models.ForeignKey(
                blank=True,
                null=True,
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cooperation.posting",
            ),
        ),
        migrations.AlterField(
            model_name="suggestion",
            name="lot",
            field=models.ForeignKey(
                blank=True,
                null=True,
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suggestions",
                to="cooperation.lot",
            ),
        ),
        migrations.AlterField(
            model_name="suggestionparty",
            name="suggestion",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="others",
                to="cooperation.suggestion",
            ),
        ),
    ]
