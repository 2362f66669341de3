"""Strict reading of data files: each refusal names the file, the row and the field."""

import pytest

from pacte.services.loading import DataFileError, Row, Sources, french_slug, read_csv, read_json
from pacte.services.loading.bodies import body
from pacte.services.loading.sources import MAX_BYTES
from pacte.services.loading.wording import typeset


def refusal(call, *args, **kwargs):
    with pytest.raises(DataFileError) as caught:
        call(*args, **kwargs)
    return caught.value


def csv_refusal(tmp_path, content):
    (tmp_path / "essai.csv").write_bytes(content)
    return refusal(read_csv, Sources((tmp_path,)), "essai.csv", ("key", "name"), key="key")


def json_refusal(tmp_path, text):
    (tmp_path / "essai.json").write_text(text, "utf-8")
    return refusal(read_json, Sources((tmp_path,)), "essai.json", ("key", "name"), key="key")


def test_a_good_csv_file_is_read(tmp_path):
    (tmp_path / "essai.csv").write_bytes("\ufeffkey,name\r\na,Élan\r\n".encode())
    rows = read_csv(Sources((tmp_path,)), "essai.csv", ("key", "name"), key="key")
    assert [(row.number, row.values) for row in rows] == [(2, {"key": "a", "name": "Élan"})]


@pytest.mark.parametrize(
    ("content", "row", "field", "words"),
    [
        (b"key\na\n", 1, "name", "la colonne manque"),
        (b"", 1, "key", "la colonne manque"),
        (b"key,name,name\na,b,c\n", 1, "name", "la colonne est répétée"),
        (b"key,name,age\na,b,3\n", 1, "age", "la colonne est inconnue"),
        (b"key,name\na,b\nc\n", 3, "", "1 valeurs au lieu de 2"),
        (b"key,name\na,b\na,c\n", 3, "key", "y est deux fois"),
        (b'key,name\na,"b\nc,d\ne,f\n', 4, "", "un guillemet n’est peut-être pas fermé"),
        (b'key,name\na,"b\nc,d\ne,f"\n', 4, "name", "un guillemet n’est peut-être pas fermé"),
        (b'key,name\na,"b"c\n', 2, "", "mal formé"),
        ("key,name\na,b\nc,é\n".encode("latin-1"), 3, "", "n’est pas en UTF-8"),
        (b"key,name\na,b\0\n", 0, "", "caractère nul"),
        (b"key,name\n,b\n", 2, "key", "obligatoire"),
        (b"x" * (MAX_BYTES + 1), 0, "", "5 Mo"),
    ],
)
def test_a_broken_csv_file_is_refused(tmp_path, content, row, field, words):
    error = csv_refusal(tmp_path, content)
    assert (error.file, error.row, error.field) == ("essai.csv", row, field)
    assert words in str(error)


@pytest.mark.parametrize(
    ("text", "row", "field", "words"),
    [
        ("[{", 1, "", "mal formé"),
        ("{}", 0, "", "une liste est attendue"),
        ('["a"]', 1, "", "un objet est attendu"),
        ('[{"key": "a"}, {"key": "b", "nom": "c"}]', 2, "nom", "inconnu"),
        ('[{"key": "a", "key": "b"}]', 0, "key", "répété"),
        ('[{"key": "a"}, {"key": "a"}]', 2, "key", "deux fois"),
        ('[{"key": "a", "name": NaN}]', 0, "", "NaN"),
        ('[{"key": "a", "name": "\\ud800"}]', 1, "name", "invalide"),
        ('[{"key": "a", "name": "\\u0000"}]', 1, "name", "invalide"),
        ('[{"key": 3}]', 1, "key", "un texte est attendu"),
        ("[" * 100_000, 0, "", "mal formé"),
        ('[{"key": ' + "9" * 5000 + "}]", 0, "", "mal formé"),
    ],
)
def test_a_broken_json_file_is_refused(tmp_path, text, row, field, words):
    error = json_refusal(tmp_path, text)
    assert (error.file, error.row, error.field) == ("essai.json", row, field)
    assert words in str(error)


def test_the_message_is_a_french_sentence():
    error = DataFileError("communes.csv", 12, "latitude", "un nombre est attendu.")
    assert str(error) == (
        "communes.csv, ligne 12, champ «\u00a0latitude\u00a0»\u00a0: un nombre est attendu."
    )


@pytest.mark.parametrize(
    ("method", "args", "value"),
    [
        ("amount", (-90, 90), "nan"),
        ("amount", (-90, 90), "inf"),
        ("amount", (-90, 90), "1e400"),
        ("amount", (-90, 90), float("inf")),
        ("amount", (-90, 90), 10**400),
        ("amount", (-90, 90), True),
        ("amount", (-90, 90), ""),
        ("amount", (-90, 90), "91"),
        ("whole", (0, 10), "1.5"),
        ("decimal", (), "NaN"),
        ("decimal", (), "-1"),
        ("decimal", (), "douze"),
        ("date", (), "2026-13-01"),
        ("flag", (), "peut-être"),
        ("flag", (), []),
        ("text", (), None),
        ("text", (), " espace"),
        ("text", (), "x" * 301),
        ("choice", (("a", "b"),), "c"),
        ("choices", (("a", "b"),), ["a", "c"]),
        ("choices", (("a", "b"),), ["a", "a"]),
        ("choices", (("a", "b"),), [1]),
        ("texts", (), {"a": 1}),
    ],
)
def test_a_bad_value_is_refused_at_its_field(method, args, value):
    error = refusal(getattr(Row("f.csv", 7, {"x": value}), method), "x", *args)
    assert (error.row, error.field) == (7, "x")


def test_an_empty_value_is_nothing():
    row = Row("f.csv", 1, {})
    assert (row.whole("x", 0, 1), row.decimal("x"), row.date("x")) == (None, None, None)
    assert (row.text("x", default=""), row.texts("x"), row.flag("x")) == ("", (), False)
    assert row.choice("x", ("a",), default="") == ""


def test_a_missing_file_is_named(tmp_path):
    assert "le fichier manque" in str(refusal(Sources((tmp_path,)).read, "absent.csv"))


def test_a_folder_that_replaces_nothing_is_refused(tmp_path):
    assert "n’existe pas" in str(refusal(Sources().over, tmp_path / "absent"))
    (tmp_path / "autre.txt").write_text("x")
    assert "aucun des fichiers" in str(refusal(Sources().over, tmp_path))


def test_french_addresses_and_typography():
    assert french_slug("L’Œuf au cœur d'ici (fictif)") == "l-oeuf-au-coeur-d-ici-fictif"
    assert typeset("l'eau : 16 000 m² !") == "l’eau\u00a0: 16\u202f000\u00a0m²\u202f!"
    assert typeset("« oui » à 12 %") == "«\u00a0oui\u00a0» à 12\u00a0%"


def test_lines_become_blocks_that_keep_their_identifiers():
    lines = ["## Titre", "Un <b>", "- a", "- b", "=> Voir | /x/", "# 3 | choses | 2026"]
    blocks = body("essai", lines)
    assert [block["type"] for block in blocks] == [
        "heading",
        "paragraph",
        "paragraph",
        "call",
        "figure",
    ]
    assert blocks[1]["value"] == "<p>Un &lt;b&gt;</p>"
    assert blocks[2]["value"] == "<ul><li>a</li><li>b</li></ul>"
    assert blocks[4]["value"] == {"value": "3", "label": "choses", "source": "2026"}
    assert blocks == body("essai", lines)
