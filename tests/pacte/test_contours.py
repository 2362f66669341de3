"""Outlines: what a file may hold, what is kept of it, where it is drawn."""

import datetime as dt
import gzip
import json
from io import StringIO

import pytest
import shapely
from django.core.management import CommandError, call_command
from django.test import RequestFactory
from shapely.geometry import shape

from pacte.locator import Outline, Point, draw
from pacte.models import Contour
from pacte.services.contours import load_contours, reading
from pacte.services.loading import DataFileError
from tests.factories import pacte as make

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
GROUND = "/carte/fond.geojson"


def square(x, y, side=0.1, steps=20):
    """A square whose sides have many points, nearly aligned."""
    step = side / steps
    wave = [0.00002 * (n % 2) for n in range(steps)]
    south = [[x + n * step, y + wave[n]] for n in range(steps)]
    east = [[x + side, y + n * step] for n in range(steps)]
    north = [[x + side - n * step, y + side + wave[n]] for n in range(steps)]
    west = [[x, y + side - n * step] for n in range(steps)]
    return [*south, *east, *north, *west, south[0]]


def feature(ring, kind="Polygon", **properties):
    coordinates = [ring] if kind == "Polygon" else [[ring]]
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.fixture
def metro():
    epci = make.EpciFactory(siren="200040715", name="Métropole")
    return [
        make.CommuneFactory(insee="38185", name="Grenoble", epci=epci, population=150_000),
        make.CommuneFactory(insee="38151", name="Échirolles", epci=epci, longitude=5.8),
    ]


@pytest.fixture
def load(tmp_path):
    def loader(content, **options):
        path = tmp_path / "contours.geojson"
        text = content if isinstance(content, bytes) else json.dumps(content).encode()
        path.write_bytes(text)
        return load_contours(path, now=NOW, **options)

    return loader


@pytest.fixture
def two(metro):
    return collection(
        feature(square(5.7, 45.1), code="38185"), feature(square(5.8, 45.1), insee="38151")
    )


def test_communes_are_kept_light_with_the_same_border(load, two):
    report = load(two)
    assert (report.communes, report.epcis, report.derived, report.unknown) == (2, 0, 1, 0)
    one, other = (shape(Contour.objects.get(code=code).geometry) for code in ("38185", "38151"))
    assert len(one.exterior.coords) < 20
    assert one.area == pytest.approx(0.01, rel=0.01)
    assert one.intersection(other).length == pytest.approx(0.1, rel=0.01)
    assert one.intersection(other).area == 0


def test_an_intercommunality_is_the_union_of_its_communes(load, two):
    load(two)
    epci = Contour.objects.get(kind="epci")
    assert (epci.code, epci.is_derived) == ("200040715", True)
    assert epci.geometry["type"] == "Polygon"
    assert shape(epci.geometry).area == pytest.approx(0.02, rel=0.01)


def test_it_is_not_drawn_while_a_commune_is_missing(load, two):
    two["features"].pop()
    assert load(two).derived == 0
    assert not Contour.objects.filter(kind="epci").exists()


def test_an_outline_of_its_own_stays_when_the_communes_come(load, two):
    load(collection(feature(square(5.0, 45.0), CODE_SIREN="200040715")))
    assert load(two).derived == 0
    assert shape(Contour.objects.get(kind="epci").geometry).bounds[0] == 5.0


def test_loading_again_replaces(load, two):
    load(two)
    two["features"][0] = feature(square(5.6, 45.1), code="38185")
    load(two)
    assert Contour.objects.count() == 3
    assert shape(Contour.objects.get(code="38185").geometry).bounds[0] == 5.6


@pytest.mark.parametrize(
    ("properties", "kind", "code"),
    [
        ({"INSEE_COM": "38185", "SIREN_EPCI": "200040715"}, "commune", "38185"),
        ({"codgeo": 38185}, "commune", "38185"),
        ({"com_code": ["38185"]}, "commune", "38185"),
        ({"code": "200040715"}, "epci", "200040715"),
        ({"codeEpci": 200040715}, "epci", "200040715"),
        ({"siren_epci": "200040715", "nom": "Métropole"}, "epci", "200040715"),
    ],
)
def test_usual_properties_are_understood(load, metro, properties, kind, code):
    load(collection(feature(square(5.7, 45.1), kind="MultiPolygon", **properties)))
    assert Contour.objects.filter(is_derived=False).values_list("kind", "code").get() == (
        kind,
        code,
    )


def test_the_identifier_of_the_feature_is_understood(load, metro):
    load(collection({**feature(square(5.7, 45.1)), "id": "38185"}))
    assert Contour.objects.get().code == "38185"


def test_what_is_elsewhere_is_left_aside(load, two):
    two["features"].append(feature(square(2.3, 48.8), code="75056"))
    assert load(two).unknown == 1
    assert not Contour.objects.filter(code="75056").exists()


def test_coordinates_have_five_decimals_and_rings_are_closed(load, two):
    load(two, metres=0)
    for contour in Contour.objects.all():
        for ring in contour.geometry["coordinates"]:
            assert ring[0] == ring[-1]
            assert all(round(value, 5) == value for place in ring for value in place)


def test_outlines_that_overlap_are_simplified_apart(load, metro):
    both = collection(
        feature(square(5.7, 45.1), code="38185"), feature(square(5.75, 45.1), code="38151")
    )
    load(both)
    assert all(shape(row.geometry).is_valid for row in Contour.objects.all())


def test_an_outline_that_crosses_itself_is_mended(load, metro):
    bow = [[5.7, 45.1], [5.8, 45.2], [5.8, 45.1], [5.7, 45.2], [5.7, 45.1]]
    load(collection(feature(bow, code="38185")), metres=0)
    found = shape(Contour.objects.get().geometry)
    assert found.is_valid
    assert shapely.get_num_geometries(found) == 2


def test_holes_and_islands_are_kept(load, metro):
    hole = square(5.74, 45.14, 0.02)
    geometry = {
        "type": "MultiPolygon",
        "coordinates": [[square(5.7, 45.1), hole], [square(5.9, 45.1)]],
    }
    value = {"type": "Feature", "properties": {"code": "38185"}, "geometry": geometry}
    load(collection(value))
    polygons = Contour.objects.get().geometry["coordinates"]
    assert sorted(len(rings) for rings in polygons) == [1, 2]


RING = square(5.7, 45.1)
FAULTS = {
    "nothing": b"",
    "no json": b"{",
    "not utf-8": b"\xff\xfe{}",
    "nul": b'{"type": "\x00"}',
    "nan": json.dumps(collection(feature([*RING[:3], [float("nan"), 45], RING[0]], code="38185"))),
    "a key twice": '{"type": "FeatureCollection", "type": "x", "features": []}',
    "deep": "[" * 100_000,
    "a list": [],
    "no feature": collection(),
    "a geometry alone": {"type": "Polygon", "coordinates": [RING]},
    "a feature that is none": collection("38185"),
    "no code": collection(feature(RING, nom="Grenoble")),
    "a code that is none": collection(feature(RING, code="grenoble")),
    "a point": collection(feature(RING, kind="Point", code="38185")),
    "no geometry": collection({**feature(RING, code="38185"), "geometry": None}),
    "no ring": collection(feature([], code="38185")),
    "a ring that is none": collection(feature("38185", code="38185")),
    "two points": collection(feature([[5, 45], [6, 45], [5, 45]], code="38185")),
    "an open ring": collection(feature(RING[:-1], code="38185")),
    "a position that is none": collection(feature([5, 45, 6, 45], code="38185")),
    "off the globe": collection(feature([[500, 45], *RING[1:-1], [500, 45]], code="38185")),
    "metres": collection(feature([[x * 1e5, y * 1e5] for x, y in RING], code="38185")),
    "a text": collection(feature([["5", "45"]] * 4, code="38185")),
    "true": collection(feature([[True, True]] * 4, code="38185")),
    "no surface": collection(feature([[5, 45]] * 4, code="38185")),
    "twice": collection(feature(RING, code="38185"), feature(RING, insee="38185")),
    "infinity": json.dumps(collection(feature(RING, code="38185"))).replace("45.1", "1e400", 1),
    "elsewhere only": collection(feature(RING, code="75056")),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_file_changes_nothing_and_names_the_feature(load, two, name):
    load(two)
    before = list(Contour.objects.values())
    content = FAULTS[name]
    with pytest.raises(DataFileError) as caught:
        load(content.encode() if isinstance(content, str) else content)
    assert "contours.geojson" in str(caught.value)
    assert list(Contour.objects.values()) == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("an open ring", "ligne 1, champ « 38185 »"),
        ("twice", "ligne 2, champ « 38185 »"),
        ("metres", "hors du globe"),
        ("no code", "ligne 1"),
    ],
)
def test_the_message_tells_which_and_why(load, metro, name, told):
    with pytest.raises(DataFileError) as caught:
        load(FAULTS[name])
    assert told in str(caught.value).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("limit", "value"), [("MOST_BYTES", 10), ("MOST_FEATURES", 1), ("MOST_POSITIONS", 100)]
)
def test_files_are_bounded(load, two, monkeypatch, limit, value):
    monkeypatch.setattr(reading, limit, value)
    with pytest.raises(DataFileError):
        load(two)
    assert not Contour.objects.exists()


def test_the_command_tells_what_happened(tmp_path, two):
    path = tmp_path / "contours.geojson"
    path.write_text(json.dumps(two))
    out = StringIO()
    call_command("load_contours", str(path), stdout=out)
    assert "2 communes, 0 intercommunalités et 1 déduites" in out.getvalue()
    assert "Poids compressé" in out.getvalue()
    for wrong in ("absent.geojson", tmp_path):
        with pytest.raises(CommandError, match="Rien n’a été chargé"):
            call_command("load_contours", str(wrong))


@pytest.mark.parametrize("metres", ["nan", "-1", "1e9", "beaucoup"])
def test_the_command_refuses_a_senseless_tolerance(tmp_path, metres):
    with pytest.raises(CommandError):
        call_command("load_contours", str(tmp_path / "a"), f"--metres={metres}")


def test_a_heavy_file_is_told(tmp_path, two, monkeypatch):
    monkeypatch.setattr("pacte.management.commands.load_contours.BUDGET", 10)
    path, err = tmp_path / "contours.geojson", StringIO()
    path.write_text(json.dumps(two))
    call_command("load_contours", str(path), stdout=StringIO(), stderr=err)
    assert "augmentez --metres" in err.getvalue()


def test_without_outlines_the_ground_is_the_communes(client, metro, django_assert_num_queries):
    client.get(GROUND)
    with django_assert_num_queries(2):
        response = client.get(GROUND)
    assert response["Content-Type"] == "application/geo+json"
    features = response.json()["features"]
    assert [row["geometry"]["type"] for row in features] == ["Point", "Point"]
    assert features[0]["properties"] == {"name": "Grenoble", "size": 4.8}


def test_towns_are_named_where_no_larger_one_is_near(client):
    make.CommuneFactory(name="Grenoble", population=158_000)
    make.CommuneFactory(name="Échirolles", population=37_000)
    make.CommuneFactory(name="Voiron", population=20_000, latitude=45.36, longitude=5.59)
    make.CommuneFactory(name="Sarcenas", population=200, latitude=45.6)
    make.CommuneFactory(name="Ailleurs", epci__in_pact=False, epci__in_plie=False)
    towns = client.get(GROUND).json()["features"]
    assert [town["properties"]["name"] for town in towns] == ["Grenoble", "", "Voiron", ""]


def test_with_outlines_the_ground_is_drawn_and_the_towns_are_named(client, load, two):
    make.CommuneFactory(insee="38999", population=50)
    load(two)
    features = client.get(GROUND).json()["features"]
    levels = [row["properties"].get("level") for row in features]
    assert levels == ["commune", "commune", "epci", None]
    assert all(row["properties"]["name"] for row in features if "name" in row["properties"])


def test_the_ground_is_kept_by_browsers_until_it_changes(client, load, two):
    first = client.get(GROUND)
    assert "max-age=3600" in first["Cache-Control"]
    again = client.get(GROUND, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    load(two)
    changed = client.get(GROUND, headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert client.head(GROUND).status_code == 200
    assert client.post(GROUND).status_code == 405


def test_territory_pages_draw_the_outlines(client, load, two, metro):
    pages = [
        "/territoires/",
        metro[0].get_absolute_url(),
        metro[0].epci.get_absolute_url(),
        make.ZoneFactory(communes=metro).get_absolute_url(),
    ]
    for page in pages:
        assert "locator__outline" not in client.get(page).text
    load(two)
    for page, number in zip(pages, (1, 1, 1, 2), strict=True):
        assert client.get(page).text.count('<path class="locator__outline') == number


def test_an_outline_stays_on_the_drawing():
    ring = tuple((y, x) for x, y in square(5.5, 45.0, 0.5))
    tiny = tuple((y, x) for x, y in square(5.6, 45.1, 0.00001))
    drawn = draw([Point(45.2, 5.7)], [Outline((ring, tiny))])
    (path,) = drawn.paths
    assert path.data.count("M") == 1
    numbers = [float(text) for text in path.data.strip("MZ").split()]
    assert 0 <= min(numbers) <= max(numbers) <= max(drawn.width, drawn.height)


def test_the_ground_is_light_compressed(client, load, two):
    load(two)
    request = RequestFactory().get(GROUND)
    assert len(gzip.compress(client.get(request.path).content)) < 60_000
