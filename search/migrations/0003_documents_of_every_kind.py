"""Whatever is public can be found: documents of every kind, in place of organisations only.

The index is a projection: it is dropped and made anew, and ``reindex`` fills it.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = ("name", "keywords", "resources", "postings", "summary", "place", "body")


def empty(apps, schema_editor):
    """Forget the words of the documents that go."""
    schema_editor.execute("DELETE FROM search_text")


class Migration(migrations.Migration):

    dependencies = [("search", "0002_full_text")]

    operations = [
        migrations.RunPython(empty, migrations.RunPython.noop),
        migrations.DeleteModel("DocumentValue"),
        migrations.DeleteModel("Document"),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=140, unique=True)),
                ('kind', models.CharField(db_index=True, max_length=12)),
                ('title', models.CharField(max_length=255)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('sort_name', models.CharField(db_index=True, max_length=400)),
                ('texts', models.JSONField(default=dict)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('day', models.DateField(null=True)),
                ('is_fictitious', models.BooleanField(default=False)),
                ('version', models.BigIntegerField(default=0)),
                ('fingerprint', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': 'document de l’index',
                'verbose_name_plural': 'documents de l’index',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='DocumentValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='values', to='search.document')),
                ('facet', models.CharField(max_length=20)),
                ('value', models.CharField(max_length=80)),
            ],
            options={
                'verbose_name': 'valeur de facette',
                'verbose_name_plural': 'valeurs de facette',
                'indexes': [models.Index(fields=['facet', 'value', 'document'], name='search_docu_facet_6cc1c1_idx')],
                'constraints': [models.UniqueConstraint(fields=('document', 'facet', 'value'), name='one_value_in_a_facet')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, unique=True)),
                ('written', models.CharField(max_length=60)),
                ('documents', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'mot de l’index',
                'verbose_name_plural': 'mots de l’index',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='IndexEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=140)),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'changement à indexer',
                'verbose_name_plural': 'changements à indexer',
                'ordering': ['pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='Séparés par des virgules : « cantine, restaurant scolaire, self ».', max_length=500, verbose_name='mots équivalents')),
                ('is_active', models.BooleanField(default=True, verbose_name='en service')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'groupe de synonymes',
                'verbose_name_plural': 'groupes de synonymes',
                'ordering': ['words', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='PromotedResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='Séparées par des virgules ; l’une d’elles suffit, accents et pluriels ignorés.', max_length=500, verbose_name='recherches')),
                ('title', models.CharField(max_length=160, verbose_name='titre')),
                ('url', models.CharField(help_text='« /pole-r/ », par exemple.', max_length=300, verbose_name='adresse')),
                ('summary', models.CharField(blank=True, max_length=300, verbose_name='en une phrase')),
                ('is_active', models.BooleanField(default=True, verbose_name='en service')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'résultat mis en avant',
                'verbose_name_plural': 'résultats mis en avant',
                'ordering': ['title', 'pk'],
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('address', models.CharField(max_length=1000, verbose_name='adresse de la recherche')),
                ('frequency', models.CharField(choices=[('daily', 'chaque jour'), ('weekly', 'chaque semaine')], default='weekly', max_length=6, verbose_name='fréquence')),
                ('created_at', models.DateTimeField(verbose_name='demandée le')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='confirmée le')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='dernier envoi')),
                ('told_refs', models.JSONField(blank=True, default=list, verbose_name='résultats déjà signalés')),
            ],
            options={
                'verbose_name': 'recherche enregistrée',
                'verbose_name_plural': 'recherches enregistrées',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('email', 'address'), name='one_saved_search_an_address')],
                'indexes': [],
            },
        ),
    ]
