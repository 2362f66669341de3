import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0006_exchange"),
        ("pacte", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="undo_asked_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="pacte.organisation",
                verbose_name="annulation demandée par",
            ),
        ),
    ]
