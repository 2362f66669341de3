"""The contracts and capacities of the demonstration: what they hold, and refused files."""

import datetime as dt
import os
from unittest.mock import patch

import pytest
from django.test import TestCase

from cooperation.matching.social import estimate
from cooperation.models import Lot, ServiceCapacity, Suggestion
from cooperation.services.demonstration import load_demo
from cooperation.services.demonstration.loading import DATA, read_demonstration
from cooperation.snapshot import lot_of
from pacte.models import LoadedRow
from pacte.services.loading import PACKAGED, DataFileError, Sources

NOW = dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)


class TestContent(TestCase):
    """What one load holds: read-only, so loaded once for all."""

    @classmethod
    def setUpTestData(cls):
        with patch.dict(os.environ, DEMO_PASSWORD="mot-de-passe-des-essais"):
            load_demo(now=NOW)

    def test_nothing_is_invented_about_a_real_organisation(self):
        assert 10 <= Lot.objects.count() <= 14
        assert not Lot.objects.filter(buyer__is_fictitious=False).exists()
        assert not Lot.objects.filter(is_fictitious=False).exists()
        capacities = ServiceCapacity.objects.all()
        assert not capacities.filter(organisation__is_fictitious=False).exists()
        assert not capacities.filter(is_fictitious=False).exists()
        assert not capacities.filter(organisation__siae_type="").exists()

    def test_every_row_is_valid(self):
        for model in (Lot, ServiceCapacity):
            for row in model.objects.all():
                row.full_clean()

    def test_every_case_is_there(self):
        assert set(Lot.objects.values_list("status", flat=True)) == {
            *("open", "awarded", "done", "cancelled")
        }
        assert {"", "siae", "disability", "ess"} == set(
            Lot.objects.values_list("reserved", flat=True)
        )
        answered = Suggestion.objects.filter(kind="social").values("lot")
        assert list(
            Lot.objects.filter(status="open").exclude(pk__in=answered).values_list("title")
        ) == [("Déneigement des arrêts de car",)]
        assert Lot.objects.filter(status="open", hours=None, starts_on=None).exists()

    def test_a_lot_is_for_a_group_of_two_and_another_for_three_only(self):
        for title, size in (("Nettoyage des écoles", 2), ("Peinture de douze salles", 3)):
            lot = Lot.objects.get(title__startswith=title)
            best = lot.suggestions.order_by("-score", "pk").first()
            assert len(best.parties) == size + 1
            asked = estimate(lot_of(lot)).monthly_hours
            hours = ServiceCapacity.objects.filter(
                service=lot.service, organisation__in=best.parties
            ).values_list("monthly_hours", flat=True)
            assert sum(hours) >= asked
            assert sum(sorted(hours)[1:]) < asked

    def test_loading_again_changes_nothing(self):
        Lot.objects.filter(title__startswith="Peinture").delete()
        ServiceCapacity.objects.first().delete()
        before = (Lot.objects.count(), ServiceCapacity.objects.count())
        assert load_demo(now=NOW).total == 0
        assert (Lot.objects.count(), ServiceCapacity.objects.count()) == before
        assert LoadedRow.objects.filter(dataset="lot").count() == before[0] + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "field"),
    [
        ("demo_lots.csv", "ville-de-l-hypothese-fictive", "cocomiette", "buyer"),
        ("demo_lots.csv", "service.laundry", "byproduct.food.bread_unsold", "service"),
        ("demo_lots.csv", "2028-12-22", "2026-12-22", "ends_on"),
        ("demo_lots.csv", ",siae,", ",syndicat,", "reserved"),
        ("demo_lots.csv", ",9600,", ",-3,", "hours"),
        ("demo_service_capacities.csv", "net-et-fictif-fictive", "soleeo", "organisation"),
        ("demo_service_capacities.csv", ",260,7", ",0,7", "monthly_hours"),
    ],
)
def test_a_broken_file_is_refused_with_its_field(tmp_path, file, old, new, field):
    text = (DATA / file).read_text()
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1))
    with pytest.raises(DataFileError) as refused:
        read_demonstration(Sources((DATA, PACKAGED)).over(tmp_path))
    assert (refused.value.file, refused.value.field) == (file, field)


def test_a_lot_of_a_removed_buyer_is_left_out(db, settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setenv("DEMO_PASSWORD", "mot-de-passe-des-essais")
    load_demo(now=NOW)
    Lot.objects.filter(buyer__slug="ville-de-l-hypothese-fictive").first().buyer.delete()
    LoadedRow.objects.filter(dataset__in=["lot", "service-capacity"]).delete()
    ServiceCapacity.objects.all().delete()
    Lot.objects.all().delete()
    added = load_demo(now=NOW).added
    assert added["lot"] == Lot.objects.count() > 5
    assert not Lot.objects.filter(buyer__slug="ville-de-l-hypothese-fictive").exists()
