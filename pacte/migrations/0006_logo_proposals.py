import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pacte", "0005_indicators_that_count"),
        ("wagtailimages", "0027_image_description"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LogoProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.CharField(editable=False, max_length=200, verbose_name="fichier"),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom du fichier")),
                ("width", models.PositiveIntegerField(verbose_name="largeur")),
                ("height", models.PositiveIntegerField(verbose_name="hauteur")),
                ("created_at", models.DateTimeField(verbose_name="le")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "former",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="logo remplacé",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="logo_proposals",
                        to="pacte.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "logo proposé",
                "verbose_name_plural": "logos proposés",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.AddField(
            "organisation",
            "logo_alt",
            models.CharField(
                blank=True,
                help_text="Vide : « Logo de », puis le nom.",
                max_length=160,
                verbose_name="ce que montre le logo",
            ),
        ),
        migrations.AddField(
            "organisation",
            "logo_proposed",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="pacte.logoproposal",
                verbose_name="logo proposé",
            ),
        ),
    ]
