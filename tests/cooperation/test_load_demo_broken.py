"""Broken files of the demonstration: the row and the field named, nothing half loaded."""

import pytest
from django.core.management import CommandError, call_command

from cooperation.services.demonstration.loading import DATA
from pacte.models import LoadedRow, Organisation
from pacte.services.loading import PACKAGED, DataFileError

pytestmark = pytest.mark.django_db

BROKEN = [
    ("communes.csv", "insee,name", "insee,nom", 1, "name"),
    ("organisations.json", '"kinds": [\n   "market"', '"kinds": [\n   "marche"', 33, "kinds"),
    ("demo_trades.csv", "maraicher,producer", "maraicher,fermier", 2, "kinds"),
    ("demo_trades.csv", "ab=0.4", "bio=0.4", 2, "labels"),
    ("demo_trades.csv", "ab=0.4", "ab=4", 2, "chance"),
    ("demo_trades.csv", ",rural,1,9", ",mer,1,9", 2, "where"),
    ("demo_names.csv", "Trois Essais (fictive)", "Trois Essais", 2, "name"),
    ("demo_names.csv", ",maraicher,", ",maraîcher,", 2, "trade"),
    (
        "demo_names.csv",
        "Le Potager Imaginaire (fictif)",
        "FERME des Trois Essais (fictive)",
        5,
        "name",
    ),
    ("demo_templates.csv", "food.vegetable.carrot", "food.vegetable.licorne", 2, "resource"),
    ("demo_templates.csv", "kg,month,9-3", "meal,month,9-3", 2, "unit"),
    ("demo_templates.csv", "150-900", "900-150", 2, "quantity"),
    ("demo_templates.csv", ",month,9-3", ",month,9-13", 2, "months"),
    ("demo_templates.csv", "1.1-1.8", "abc-1", 2, "price"),
    ("demo_know_how.csv", "5-15", "0-15", 2, "capacity"),
    ("demo_know_how.csv", "grounds_to_mushroom", "grounds_to_gold", 2, "transformation"),
    ("demo_postings.csv", "min-de-grenoble", "min-de-lyon", 2, "organisation"),
    ("demo_postings.csv", ",60,kg", ",soixante,kg", 12, "quantity"),
    ("demo_capabilities.csv", "bread_to_beer", "bread_to_wine", 2, "transformation"),
    ("demo_cooperations.csv", "2026-03-02", "2026-02-30", 3, "since"),
    ("demo_objectives.json", '"theme": "alimentation"', '"theme": "cuisine"', 1, "theme"),
    ("demo_actions.json", '"ends_on": "2027-08-31"', '"ends_on": "2020-08-31"', 2, "ends_on"),
    ("demo_actions.json", '"status": "ongoing"', '"status": "partie"', 1, "status"),
    ("demo_indicators.json", '"value": 31', '"value": "beaucoup"', 1, "value"),
    ("demo_indicators.json", '"date": "2021-12-31",', "", 1, "values"),
    ("demo_indicators.json", '"counts": "month"', '"counts": "beaucoup"', 13, "counts"),
    ("demo_indicators.json", '"counted_unit": "kg"', '"counted_unit": "kilo"', 13, "counted_unit"),
    ("demo_indicators.json", '"counted_unit": "kg",', "", 13, "counted_unit"),
    ("demo_commitments.csv", "made_on", "fait_le", 1, "made_on"),
    ("demo_pages.json", '"kind": "home"', '"kind": "maison"', 1, "kind"),
    ("demo_pages.json", '"kind": "home"', '"kind": "standard"', 1, "kind"),
    ("demo_pages.json", '"# 31 | ', '"31 | ', 1, "figures"),
    ("demo_pages.json", " | /annuaire/", "", 1, "body"),
    ("demo_articles.json", '"category": "vie-du-pacte"', '"category": "sport"', 1, "category"),
    ("demo_articles.json", '"date": "2026-09-01"', '"date": ""', 1, "date"),
    ("demo_events.json", '"start": "14:00"', '"start": "14 h"', 1, "start"),
    ("demo_events.json", '"minutes": 150', '"minutes": 0', 1, "minutes"),
    ("demo_events.json", '"commune": "38151"', '"commune": "00000"', 1, "commune"),
    ("demo_events.json", "la-legumerie-pilote-fictive", "cocomiette", 1, "organiser"),
    ("demo_events.json", "https://rencontre.example/i", "javascript:i", 3, "online_url"),
    ("demo_events.json", "https://rencontre.example/suggestions", "", 5, "venue"),
]


@pytest.mark.parametrize(("file", "old", "new", "row", "field"), BROKEN)
def test_a_broken_file_is_refused_whole(db, tmp_path, file, old, new, row, field):
    folder = tmp_path / "data"
    folder.mkdir()
    origin = next(f / file for f in (DATA, PACKAGED) if (f / file).is_file())
    text = origin.read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CommandError) as caught:
        call_command("load_demo", data=folder)
    error = caught.value.__cause__
    assert isinstance(error, DataFileError)
    assert (error.file, error.row) == (file, row)
    assert error.field == field
    assert "Rien n’a été chargé" in str(caught.value)
    assert not LoadedRow.objects.exists()
    assert not Organisation.objects.exists()
