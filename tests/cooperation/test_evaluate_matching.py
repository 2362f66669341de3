"""The evaluation command: its output, its table, and what it refuses. No test here has a database."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cooperation.management.commands.evaluate_matching import Command
from cooperation.matching.ranking import Reason, ReasonCode
from cooperation.services.evaluation import decoding, judge, quality, read_cases
from cooperation.services.evaluation.communes import load, plain
from cooperation.wording.ranking import SENTENCES, likelihood, sentence
from pacte.services.loading import DataFileError
from tests.french import plain as spaced

ORGANISATIONS = [
    {"id": "b", "name": "Brasserie des Deux Rives", "activity": "brasserie artisanale"},
    {"id": 7, "name": "Ferme du Replat", "activity": "élevage laitier", "commune": "Voiron"},
    {"id": "c", "name": "Fournil du Pont", "activity": "boulangerie", "naf": "10.71C"},
    {"id": "n", "name": "Net et Clair", "activity": "entreprise d’insertion, nettoyage de locaux"},
    {"id": "v", "name": "Sans activité", "activity": ""},
]
QUERY = {"id": "q", "organisation": "b", "direction": "offer", "text": "drêches", "expected": [7]}

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of cases, changed as told."""

    def make(**changes: Any) -> Path:
        path = tmp_path / "cas.json"
        content = {"organisations": ORGANISATIONS, "cooperations": [], "queries": [QUERY]}
        path.write_text(json.dumps(content | changes), "utf-8")
        return path

    return make


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("evaluate_matching", str(path), *options, stdout=out, stderr=StringIO())
    return out.getvalue()


def data(path: Path, *options: str) -> Any:
    return json.loads(run(path, "--json", *options))


def test_it_prints_the_measures_and_the_first_ten_with_their_reasons(write: Write) -> None:
    found = data(write())
    assert list(found) == [
        "queries",
        "mrr",
        "hit@1",
        "hit@3",
        "hit@10",
        "recall@10",
        "per_query",
        "seconds",
    ]
    assert (found["queries"], found["mrr"], found["recall@10"]) == (1, 1.0, 1.0)
    (answer,) = found["per_query"]
    assert (answer["id"], answer["rank"]) == ("q", 1)
    assert answer["top"][0]["id"] == 7
    assert "b" not in [row["id"] for row in answer["top"]]
    for row in answer["top"]:
        assert row["score"] == sum(reason["points"] for reason in row["reasons"])
    first = answer["top"][0]["reasons"][0]
    assert first["code"] == "resource"
    assert spaced(first["text"]).startswith("prend : Drêches")


def test_identifiers_are_echoed_as_they_were_given(write: Write) -> None:
    query = QUERY | {"id": 12, "expected": ["7"], "candidates": ["7", "c"]}
    (answer,) = data(write(queries=[query]))["per_query"]
    assert (answer["id"], answer["rank"]) == (12, 1)
    assert [row["id"] for row in answer["top"]] == [7, "c"]


def test_the_table_is_readable(write: Write) -> None:
    queries = [QUERY, QUERY | {"id": "other", "expected": ["nobody"]}]
    text = run(write(queries=queries))
    assert "MRR        0.500" in text
    assert "    1  q " in text
    assert "    –  other " in text


def test_an_empty_territory_has_no_answer(write: Write) -> None:
    path = write(organisations=[], queries=[QUERY | {"candidates": None}])
    assert data(path)["per_query"] == [{"id": "q", "rank": None, "top": []}]
    assert run(path).rstrip().endswith("–")
    assert data(write(queries=[], cooperations=None))["mrr"] == 0


def test_a_part_can_be_left_out(write: Write) -> None:
    path = write()
    found = data(path, "--without", "knowledge", "--without", "text")
    codes = {r["code"] for row in found["per_query"][0]["top"] for r in row["reasons"]}
    assert codes <= {"distance", "flows", "partners", "alike"}
    with pytest.raises(CommandError):
        run(path, "--without", "luck")


def test_what_is_ignored_is_said_on_the_error_output(write: Write) -> None:
    unknown = [f"x{number}" for number in range(7)]
    query = QUERY | {"organisation": "gone", "candidates": [7, "gone"], "expected": unknown}
    links = [{"from": "b", "to": "lost", "resource": None}]
    err = StringIO()
    path = write(cooperations=links, queries=[query, QUERY | {"id": 2, "expected": []}])
    call_command("evaluate_matching", str(path), stdout=StringIO(), stderr=err)
    notes = err.getvalue().splitlines()
    assert len(notes) == 5
    assert "lost" in notes[0]
    assert notes[3].endswith("x0, x1, x2, x3, x4…")


def test_a_place_or_a_code_that_is_left_out_is_said(write: Write) -> None:
    rows = [
        {"id": 1, "name": "", "activity": "boulangerie", "latitude": 45.19},
        {"id": 2, "name": "", "activity": "boulangerie", "longitude": 5.7, "commune": "Voiron"},
        {"id": 3, "name": "", "activity": "boulangerie", "commune": "Nulle-Part"},
    ]
    query = {"id": 1, "direction": "need", "text": "pain", "expected": [2]}
    asked = [query | {"insee": "99999"}, query | {"id": 2, "low": "999999", "insee": "Voiron"}]
    path, err = write(organisations=rows, queries=asked), StringIO()
    call_command("evaluate_matching", str(path), stdout=StringIO(), stderr=err)
    assert [spaced(line) for line in err.getvalue().splitlines()] == [
        "organisations, une coordonnée sans l’autre, ignorée : 1, 2",
        "organisations, champ « commune » : commune inconnue, sans lieu : Nulle-Part",
        "queries, champ « insee » : commune inconnue, sans lieu : 99999",
        "queries, champ « low » : absent de la liste européenne, ignoré : 999999",
    ]
    assert data(path)["per_query"][1]["top"][0]["id"] == 2


def test_nothing_asked_is_answered_by_the_network(write: Write) -> None:
    links = [
        {"from": "b", "to": 7, "resource": "drêches", "date": "2026-01-01"},
        {"from": "c", "to": 7, "date": "2025"},
        {"from": "c", "to": "n", "date": "2025-06"},
    ]
    query = {"id": 1, "organisation": "b", "direction": "offer", "expected": ["n"]}
    path = write(cooperations=links, queries=[query])
    found = data(path)
    assert found["per_query"][0]["rank"] == 1
    parts = {r["code"] for row in found["per_query"][0]["top"] for r in row["reasons"]}
    assert parts <= {"partners", "alike", "complement", "active"}
    assert data(path, "--without", "structure")["per_query"][0]["top"][0]["score"] == 0


def test_a_name_or_a_code_of_commune_is_a_place(write: Write) -> None:
    rows = [
        {"id": 1, "name": "", "activity": "boulangerie", "commune": "38500 VOIRON"},
        {"id": 2, "name": "", "activity": "boulangerie", "commune": 38185},
        {"id": 3, "name": "", "activity": "boulangerie", "latitude": 45.19, "longitude": 5.72},
        {"id": 4, "name": "", "activity": "boulangerie", "commune": "Ailleurs"},
    ]
    query = {"id": 1, "direction": "need", "text": "pain", "insee": "38185", "expected": [2]}
    found = data(write(organisations=rows, queries=[query]))
    assert [row["id"] for row in found["per_query"][0]["top"]] == [2, 3, 1, 4]


def test_communes_are_found_by_the_ways_people_write_them() -> None:
    found = load()
    for text in ("Saint-Égrève", "st egreve", "SAINT EGREVE CEDEX", "38120 Saint-Égrève", "38382"):
        place = found.find(text)
        assert place is not None, text
        assert place.insee == "38382"
    assert plain("Sainte-Agnès") == plain("ste agnes")
    assert found.find("") is None


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"organisations": None}, "champ « organisations » : une liste est attendue."),
    ({"queries": {}}, "champ « queries » : une liste est attendue."),
    (
        {"organisations": [{"id": 1, "name": "x", "kind": ["a", "\ud800"]}]},
        "caractère est invalide",
    ),
    ({"cooperations": 3}, "champ « cooperations » : une liste est attendue."),
    ({"organisations": ["x"]}, "organisations, ligne 1 : un objet est attendu."),
    ({"organisations": [{"id": 1}]}, "ligne 1, champ « name » : ce champ est obligatoire."),
    ({"organisations": [{"name": "x"}]}, "ligne 1, champ « id » : ce champ est obligatoire."),
    ({"organisations": [{"id": True, "name": "x"}]}, "champ « id » : un identifiant est attendu"),
    ({"organisations": [{"id": "", "name": "x"}]}, "champ « id » : un identifiant est attendu"),
    ({"organisations": [{"id": 1.5, "name": "x"}]}, "champ « id » : un identifiant est attendu"),
    ({"organisations": [{"id": 10**30, "name": "x"}]}, "18 chiffres au plus"),
    ({"organisations": [{"id": 1, "name": 2}]}, "champ « name » : un texte est attendu."),
    ({"organisations": [{"id": 1, "name": "x" * 6000}]}, "5000 caractères au plus."),
    ({"organisations": [{"id": 1, "name": "x", "kind": [1]}]}, "une liste de textes est attendue."),
    (
        {"organisations": [{"id": 1, "name": "x"}, {"id": "1", "name": "y"}]},
        "organisations, ligne 2, champ « id » : « 1 » y est deux fois.",
    ),
    (
        {"organisations": [{"id": 1, "name": "x", "latitude": 91, "longitude": 5}]},
        "champ « latitude » : un nombre de -90 à 90 est attendu.",
    ),
    (
        {"organisations": [{"id": 1, "name": "x", "latitude": "45", "longitude": 5}]},
        "champ « latitude » : un nombre est attendu.",
    ),
    (
        {"organisations": [{"id": 1, "name": "x", "latitude": 10**400, "longitude": 5}]},
        "champ « latitude » : un nombre est attendu.",
    ),
    ({"cooperations": [{"from": 7}]}, "cooperations, ligne 1, champ « to »"),
    ({"cooperations": [{"from": 7, "to": "b", "date": "hier"}]}, "une date comme 2026-11-01"),
    ({"queries": [QUERY | {"direction": "give"}]}, "« offer » ou « need » est attendu."),
    ({"queries": [QUERY | {"direction": ["offer"]}]}, "« offer » ou « need » est attendu."),
    ({"queries": [QUERY | {"expected": "7"}]}, "une liste d’identifiants est attendue."),
    (
        {"queries": [{"id": 1, "direction": "need"}]},
        "champ « expected » : ce champ est obligatoire",
    ),
    ({"queries": [QUERY | {"low": "20 1"}]}, "un code de déchet de 2, 4 ou 6 chiffres"),
    ({"queries": [QUERY, QUERY]}, "queries, ligne 2, champ « id » : « q » y est deux fois."),
]


@pytest.mark.parametrize(("changes", "message"), BROKEN)
def test_a_broken_file_is_refused_by_row_and_field(
    write: Write, changes: dict[str, Any], message: str
) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("evaluate_matching", str(write(**changes)), "--json", stdout=out)
    assert message in spaced(str(error.value))
    assert str(error.value).startswith("cas.json")
    assert error.value.returncode == 1
    assert out.getvalue() == ""


TEXTS = [
    (b"\xff\xfe", "UTF-8"),
    (b"{", "mal form\u00e9, colonne"),
    (b"[]", "un objet est attendu"),
    (b'{"organisations": NaN}', "\u00ab NaN \u00bb n\u2019est pas un nombre fini."),
    (
        b'{"organisations": [{"id": 1}, {"latitude": 1e400}]}',
        "cas.json, organisations, ligne 2, champ \u00ab latitude \u00bb : \u00ab 1e400 \u00bb",
    ),
    (b'{"organisations": [{"latitude": -Infinity}]}', "ligne 1, champ \u00ab latitude \u00bb"),
    (b'{"organisations": [3, [NaN]]}', "cas.json : \u00ab NaN \u00bb n\u2019est pas"),
    (b"[NaN]", "cas.json : \u00ab NaN \u00bb n\u2019est pas un nombre fini."),
    (
        b'{"queries": [], "queries": []}',
        "champ \u00ab queries \u00bb : ce champ est r\u00e9p\u00e9t\u00e9",
    ),
    (b'{"\\ud800": 1, "\\ud800": 2}', "\\ud800"),
    (b"[" * 200_000, "mal form\u00e9"),
    (b'{"id": ' + b"9" * 5_000 + b"}", "mal form\u00e9"),
    (
        b'{"organisations": [{"id": 1, "name": "\\ud83d"}], "queries": []}',
        "ligne 1, champ \u00ab name \u00bb : un caract\u00e8re est invalide",
    ),
]


@pytest.mark.parametrize(("content", "message"), TEXTS, ids=range(len(TEXTS)))
def test_what_is_no_strict_json_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "cas.json"
    path.write_bytes(content)
    with pytest.raises(CommandError) as error:
        run(path)
    assert message in spaced(str(error.value))
    str(error.value).encode()


def test_a_file_that_cannot_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "none.json", tmp_path, Path("a\0b")):
        with pytest.raises(CommandError, match="ne peut pas être lu"):
            run(path)
    (tmp_path / "large.json").write_text("{}")
    monkeypatch.setattr(decoding, "MOST_BYTES", 1)
    with pytest.raises(DataFileError, match="dépasse"):
        read_cases(tmp_path / "large.json")


def test_the_command_needs_no_database() -> None:
    assert list(Command.requires_system_checks) == []
    assert Command.requires_migrations_checks is False


def test_measures_of_a_query() -> None:
    found = judge(1, ("b", "z", "b"), ("a", "b", "c"), ())
    assert (found.rank, found.recall) == (2, 0.5)
    missed = judge(2, (), ("a",), ())
    assert (missed.rank, missed.recall) == (None, 0.0)
    both = quality([found, missed])
    assert (both.mrr, both.hit_1, both.hit_3, both.recall_10) == (0.25, 0.0, 0.5, 0.25)


REASONS: dict[ReasonCode, list[tuple[dict[str, Any], str]]] = {
    ReasonCode.RESOURCE: [
        (
            {
                "role": "takes",
                "resource": "byproduct.organic.spent_grain",
                "trade": "brewery",
                "transformation": "",
                "likelihood": 720,
            },
            "très probable)",
        ),
        (
            {
                "role": "gives",
                "resource": "lost",
                "trade": "brewery",
                "transformation": "bread_to_beer",
                "likelihood": 500,
            },
            "donne : lost (",
        ),
        (
            {
                "role": "gives",
                "resource": "lost",
                "trade": "",
                "transformation": "",
                "likelihood": 100,
            },
            "(son activité le nomme, possible)",
        ),
    ],
    ReasonCode.VOCABULARY: [
        ({"trade": "brewery", "words": ("malt",)}, "vocabulaire du métier « "),
        ({"trade": "brewery", "words": ("malt", "bière")}, " » : malt et bière"),
    ],
    ReasonCode.TRADE: [({"trade": "brewery"}, "métier nommé")],
    ReasonCode.SOCIAL: [({}, "insertion")],
    ReasonCode.WORDS: [({"words": ("pain", "levain")}, "pain et levain")],
    ReasonCode.DISTANCE: [({"metres": 12_000}, "à 12")],
    ReasonCode.FLOWS: [
        ({"said": "pain", "own": 1}, "échange déjà : pain"),
        ({"said": "", "own": 0}, "une ressource proche"),
    ],
    ReasonCode.PARTNERS: [
        ({"through": ("A", "B")}, "par A et B"),
        ({"through": ()}, "proche par les coopérations"),
    ],
    ReasonCode.ALIKE: [({}, "même métier")],
    ReasonCode.COMPLEMENT: [
        (
            {
                "role": "takes",
                "resource": "lost",
                "trade": "",
                "transformation": "",
                "likelihood": 1,
            },
            "prend : lost",
        )
    ],
    ReasonCode.ACTIVE: [
        ({"count": 1}, "1 coopération de ce sens"),
        ({"count": 3}, "3 coopérations de ce sens"),
    ],
}


def test_every_reason_has_a_sentence() -> None:
    assert set(SENTENCES) == set(REASONS) == set(ReasonCode)
    for code, rows in REASONS.items():
        for values, text in rows:
            assert text in spaced(sentence(Reason(code, 1, 1, tuple(values.items()))))
    assert [likelihood(share) for share in (700, 450, 449)] == [
        "très probable",
        "probable",
        "possible",
    ]
