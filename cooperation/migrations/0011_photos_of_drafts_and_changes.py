import django.db.models.deletion
from django.db import migrations, models


def _owner(model: str) -> models.ForeignKey:
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="photos",
        to=f"cooperation.{model}",
    )


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0010_cooperation_effects")]

    operations = [
        migrations.AddField("postingphoto", "amendment", _owner("postingamendment")),
        migrations.AddField("postingphoto", "draft", _owner("postingdraft")),
        migrations.AddField(
            "postingphoto",
            "name",
            models.CharField(blank=True, max_length=120, verbose_name="nom du fichier"),
        ),
        migrations.AlterField("postingphoto", "posting", _owner("posting")),
        migrations.AddConstraint(
            "postingphoto",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(posting__isnull=False, amendment=None, draft=None),
                    models.Q(posting=None, amendment__isnull=False, draft=None),
                    models.Q(posting=None, amendment=None, draft__isnull=False),
                    _connector="OR",
                ),
                name="one_owner_each_photo",
            ),
        ),
    ]
