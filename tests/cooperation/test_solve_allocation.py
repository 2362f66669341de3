"""The allocation command: exact answers, and clear errors."""

import io
import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cooperation.matching.allocate import network

SMALL = {
    "supplies": [{"id": "a", "quantity": 10}, {"id": 2, "quantity": 5, "note": "ignorée"}],
    "demands": [{"id": "a", "quantity": 8}, {"id": "2", "quantity": 9}],
    "arcs": [
        {"from": "a", "to": "a", "cost": 1},
        {"from": "a", "to": "2", "cost": 4, "capacity": 3},
        {"from": 2, "to": "2", "cost": 2, "capacity": None},
    ],
}


def solve(tmp_path: Path, data: object, *options: str) -> str:
    path = tmp_path / "allocation.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    out = io.StringIO()
    call_command("solve_allocation", str(path), *options, stdout=out)
    return out.getvalue()


def solved(tmp_path: Path, data: object) -> dict[str, Any]:
    return json.loads(solve(tmp_path, data, "--json"), parse_float=Decimal)


def broken(**tables: Any) -> dict[str, Any]:
    return {**SMALL, **tables}


def test_serves_the_most_then_the_cheapest(tmp_path: Path) -> None:
    found = solved(tmp_path, SMALL)
    assert found.pop("seconds") >= 0
    assert found == {
        "served": 15,
        "cost": 8 + 8 + 10,
        "flows": [
            {"from": 2, "to": "2", "quantity": 5},
            {"from": "a", "to": "2", "quantity": 2},
            {"from": "a", "to": "a", "quantity": 8},
        ],
    }


def test_says_it_in_lines_too(tmp_path: Path) -> None:
    lines = solve(tmp_path, SMALL).splitlines()
    assert lines[0].startswith("Servi\N{NO-BREAK SPACE}: 15")
    assert lines[1:] == ["2 → 2\xa0: 5", "a → 2\xa0: 2", "a → a\xa0: 8"]


def test_decimals_are_exact(tmp_path: Path) -> None:
    found = solved(
        tmp_path,
        """{"supplies": [{"id": 1, "quantity": 0.1}, {"id": 2, "quantity": 0.2}],
        "demands": [{"id": 1, "quantity": 0.30}],
        "arcs": [{"from": 1, "to": 1, "cost": 0.1}, {"from": 2, "to": 1, "cost": -0.7}]}""",
    )
    assert found["served"] == Decimal("0.3")
    assert found["cost"] == Decimal("-0.13")
    assert [flow["quantity"] for flow in found["flows"]] == [Decimal("0.1"), Decimal("0.2")]


def test_huge_numbers_are_exact(tmp_path: Path) -> None:
    data = {
        "supplies": [{"id": 1, "quantity": 10**25 + 1}],
        "demands": [{"id": 1, "quantity": 10**25}, {"id": 2, "quantity": 7}],
        "arcs": [{"from": 1, "to": 1, "cost": 10**20 + 1}, {"from": 1, "to": 2, "cost": 3}],
    }
    found = solved(tmp_path, data)
    assert found["served"] == 10**25 + 1
    assert found["cost"] == (10**25 - 6) * (10**20 + 1) + 21


def test_an_empty_problem_serves_nothing(tmp_path: Path) -> None:
    found = solved(tmp_path, {"supplies": [], "demands": [], "arcs": []})
    assert (found["served"], found["cost"], found["flows"]) == (0, 0, [])


def test_the_order_of_the_rows_changes_nothing(tmp_path: Path) -> None:
    rng = random.Random(4)  # noqa: S311
    arcs = [
        {"from": start, "to": end, "cost": rng.randrange(4)}
        for start in range(8)
        for end in range(8)
    ]
    stocks = [{"id": key, "quantity": 5} for key in range(8)]
    expected = solved(tmp_path, {"supplies": stocks, "demands": stocks, "arcs": arcs})
    rng.shuffle(arcs)
    mixed = {"supplies": stocks[::-1], "demands": stocks[::-1], "arcs": arcs}
    found = solved(tmp_path, mixed)
    assert found | {"seconds": 0} == expected | {"seconds": 0}


def test_reads_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.TextIOWrapper(io.BytesIO(json.dumps(SMALL).encode()))
    monkeypatch.setattr("sys.stdin", raw)
    out = io.StringIO()
    call_command("solve_allocation", "-", "--json", stdout=out)
    assert json.loads(out.getvalue())["served"] == 15


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([], "un objet JSON est attendu (trouvé : list)"),
        ({"supplies": []}, "demands : manque"),
        (broken(supplies={}), "supplies : une liste est attendue (trouvé : dict)"),
        (broken(arcs=[3]), "arcs, ligne 1 : un objet est attendu (trouvé : 3)"),
        (
            broken(demands=[{"id": True, "quantity": 1}]),
            (
                "demands, ligne 1, champ « id » : un texte ou un nombre entier est attendu"
                " (trouvé : True)"
            ),
        ),
        (broken(supplies=[{"quantity": 1}]), "supplies, ligne 1, champ « id » : manque"),
        (
            broken(supplies=[{"id": 1, "quantity": 1}] * 2),
            "supplies, ligne 2, champ « id » : cet identifiant est déjà pris (trouvé : 1)",
        ),
        (broken(supplies=[{"id": 1}]), "supplies, ligne 1, champ « quantity » : manque"),
        (
            broken(supplies=[{"id": 1, "quantity": -1}]),
            (
                "supplies, ligne 1, champ « quantity » : une quantité n’est jamais négative"
                " (trouvé : -1)"
            ),
        ),
        (
            broken(arcs=[SMALL["arcs"][0], {"from": "x", "to": "a", "cost": 1}]),
            "arcs, ligne 2, champ « from » : cet identifiant n’existe pas (trouvé : x)",
        ),
        (
            broken(arcs=[{"from": "a", "to": "z" * 99, "cost": 1}]),
            f"arcs, ligne 1, champ « to » : cet identifiant n’existe pas (trouvé : {'z' * 60}…)",
        ),
        (broken(arcs=[{"from": "a", "to": "a"}]), "arcs, ligne 1, champ « cost » : manque"),
        (
            broken(arcs=[{"from": "a", "to": "a", "cost": "1"}]),
            "arcs, ligne 1, champ « cost » : un nombre est attendu (trouvé : 1)",
        ),
        (
            broken(arcs=[{"from": "a", "to": "a", "cost": float("nan")}]),
            "arcs, ligne 1, champ « cost » : un nombre fini est attendu (trouvé : NaN)",
        ),
        (
            broken(arcs=[{"from": "a", "to": "a", "cost": 1, "capacity": float("inf")}]),
            "arcs, ligne 1, champ « capacity » : un nombre fini est attendu (trouvé : Infinity)",
        ),
        (
            broken(arcs=[{"from": "a", "to": "a", "cost": 1, "capacity": -0.5}]),
            (
                "arcs, ligne 1, champ « capacity » : une quantité n’est jamais négative"
                " (trouvé : -0.5)"
            ),
        ),
        (
            broken(supplies=[{"id": 1, "quantity": 10**401}]),
            "supplies, ligne 1, champ « quantity » : ce nombre a plus de 400 chiffres",
        ),
        (
            '{"supplies": [{"id": 1, "quantity": 1e999999999}], "demands": [], "arcs": []}',
            "supplies, ligne 1, champ « quantity » : ce nombre a plus de 400 chiffres",
        ),
        (
            '{"supplies": [{"id": 1, "quantity": 1e-999999}], "demands": [], "arcs": []}',
            "supplies, ligne 1, champ « quantity » : ce nombre a plus de 400 chiffres",
        ),
        (
            '{"supplies": [{"id": 1, "quantity": 1e99999999999999999999}]}',
            "mal formé",
        ),
        (
            broken(supplies=[{"id": "\ud800", "quantity": 1}]),
            "supplies, ligne 1, champ « id » : un caractère est invalide (trouvé : \\ud800)",
        ),
        (
            '{"supplies": [{"id": 1, "quantity": 5, "quantity": 9}]}',
            "champ « quantity » : ce champ est répété dans le même objet.",
        ),
        ("{", "ligne 1 : le fichier JSON est mal formé, colonne 2."),
        ("[" * 100_000, "mal formé"),
    ],
)
def test_bad_data_is_refused_with_its_row(tmp_path: Path, data: object, message: str) -> None:
    with pytest.raises(CommandError) as caught:
        solve(tmp_path, data, "--json")
    assert message in str(caught.value).replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_not_in_utf_8_is_refused_in_french(tmp_path: Path) -> None:
    path = tmp_path / "latin.json"
    path.write_bytes('{"supplies": []\n, "é": 1}'.encode("latin-1"))
    with pytest.raises(CommandError, match=r"latin\.json, ligne 2.*n’est pas en UTF-8"):
        call_command("solve_allocation", str(path))


def test_ids_of_any_language_are_read(tmp_path: Path) -> None:
    data = {
        "supplies": [{"id": "évêché", "quantity": 2}],
        "demands": [{"id": "d", "quantity": 1}],
        "arcs": [{"from": "évêché", "to": "d", "cost": 3}],
    }
    assert solved(tmp_path, data)["cost"] == 3


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(CommandError, match="fichier illisible"):
        call_command("solve_allocation", "a\0b")
    with pytest.raises(CommandError, match=r"nulle-part\.json.* fichier illisible"):
        call_command("solve_allocation", "nulle-part.json")


def test_numbers_too_large_for_so_many_arcs_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "EXACT_LIMIT", 0)
    data = {
        "supplies": [{"id": 1, "quantity": 2**90}, {"id": 2, "quantity": 1}],
        "demands": [{"id": 1, "quantity": 2**90 + 1}],
        "arcs": [{"from": 1, "to": 1, "cost": 1}, {"from": 2, "to": 1, "cost": 0}],
    }
    with pytest.raises(CommandError, match=r"nombres trop grands .* 2 arcs"):
        solve(tmp_path, data)


def test_a_huge_supply_that_no_arc_carries_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "EXACT_LIMIT", 0)
    data = {
        "supplies": [{"id": 1, "quantity": 10**30 + 1}],
        "demands": [{"id": 1, "quantity": 10**30}],
        "arcs": [{"from": 1, "to": 1, "cost": 2, "capacity": 7}],
    }
    assert solved(tmp_path, data)["served"] == 7
