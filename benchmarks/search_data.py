"""A made directory to search: French names and texts from the knowledge's labels, real communes."""

import csv
import datetime as dt
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from cooperation.knowledge import load
from search.clauses import Alternative, Clause, Origin
from search.entry import Entry, EntryKind, Ref
from search.query import Near, Query
from search.words import terms_of

DATA = Path(__file__).resolve().parents[1] / "pacte" / "data"
FORMS = (
    "Atelier", "Régie de quartier", "Coopérative", "Ferme", "Entreprise d’insertion", "Association",
    "Chantier d’insertion", "ESAT", "Maison", "Établissements", "Compagnie", "Groupement", "Comptoir",
    "Ressourcerie", "Épicerie", "Société", "Fabrique", "Jardins",
)  # fmt: skip
WORDS = (
    "des Alpes", "du Drac", "de Belledonne", "de la Chartreuse", "du Vercors", "de l’Isère", "solidaire",
    "du Trièves", "des Trois Massifs", "du Grésivaudan", "de la Bastille", "des Deux Ponts", "du Rabot",
    "de l’Abbaye", "du Polygone", "de la Presqu’île", "des Écrins", "du Voironnais", "et Compagnie", "services",
)  # fmt: skip
SENTENCES = (
    "Nous travaillons avec les collectivités et les entreprises du territoire.",
    "L’équipe accompagne des personnes éloignées de l’emploi vers un travail durable.",
    "Les commandes se préparent la veille et se livrent à vélo dans l’agglomération.",
    "Nos produits sont de saison, cultivés ou transformés à moins de cinquante kilomètres.",
    "La structure est ouverte toute l’année, sauf les deux premières semaines d’août.",
    "Un devis est établi sous quarante-huit heures après une visite des lieux.",
    "Le réemploi évite l’achat de matériel neuf et fait baisser le volume des déchets.",
)
KINDS = ("ess", "siae", "craft", "producer", "public", "business", "circular", "training")
THEMES = ("food", "circular", "work", "mobility", "energy", "housing")
LABELS = ("bio", "ab", "esus", "rge", "hve", "local")
SIAE = ("ei", "aci", "etti", "ai", "esat", "ea")


@lru_cache(maxsize=1)
def communes() -> list[dict[str, str]]:
    with (DATA / "communes.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def entries(organisations: int, postings: int, seed: int = 5) -> Iterator[Entry]:
    """Draw organisations and their postings, always the same."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    resources = [row for row in load().resources.values() if "." in row.code]
    trades = list(load().trades.values())
    weights = [int(row["population"]) ** 0.7 for row in communes()]
    each = postings // organisations
    for number in range(organisations):
        commune = rng.choices(communes(), weights)[0]
        kept = rng.sample(resources, each)
        yield _organisation(rng, number, commune, kept, rng.choice(trades))
        for rank, resource in enumerate(kept):
            yield _posting(rng, number * each + rank, commune, resource)


def _place(rng: random.Random, commune: dict[str, str]) -> tuple[float, float]:
    spread = 0.01
    latitude = float(commune["latitude"]) + rng.uniform(-spread, spread)
    return round(latitude, 5), round(float(commune["longitude"]) + rng.uniform(-spread, spread), 5)


def _organisation(
    rng: random.Random, number: int, commune: dict[str, str], kept: list[Any], trade: Any
) -> Entry:
    known = [word for row in kept for word in (row.label, *row.synonyms[:4])]
    kinds = tuple(sorted(rng.sample(KINDS, rng.randint(1, 3))))
    texts = {
        "keywords": " ; ".join([*kinds, trade.label, *trade.words[:3]]),
        "resources": " ; ".join(known),
        "postings": " ; ".join(row.label for row in kept),
        "summary": f"{trade.label} à {commune['name']}. {rng.choice(SENTENCES)}",
        "place": f"{commune['name']} ; {commune['epci']}",
        "body": " ".join(rng.choices(SENTENCES, k=4)),
    }
    values = {
        "kind": kinds,
        "theme": tuple(sorted(rng.sample(THEMES, 2))),
        "label": (rng.choice(LABELS),),
        "siae": (rng.choice(SIAE),) if "siae" in kinds else (),
        "role": ("signatory",) if number % 20 == 0 else (),
        "posting": ("cherche", "offre"),
        "commune": (commune["insee"],),
        "epci": (commune["epci"],),
    }
    word = rng.choice(trade.words or (trade.label,))
    name = f"{rng.choice(FORMS)} {word} {rng.choice(WORDS)}"
    return Entry(
        Ref(EntryKind.ORGANISATION, str(number)), name[:160], f"/organisations/{number}/", texts, values,
        _place(rng, commune),
    )  # fmt: skip


def _posting(rng: random.Random, number: int, commune: dict[str, str], resource: Any) -> Entry:
    side = rng.choice(("offre", "cherche"))
    said = rng.choice((resource.label, *resource.synonyms))
    texts = {
        "keywords": side,
        "resources": " ; ".join((resource.label, *resource.synonyms)),
        "summary": rng.choice(SENTENCES),
        "place": commune["name"],
    }
    start = rng.randint(1, 12)
    values = {
        "posting": (side,),
        "kind": (rng.choice(KINDS),),
        "theme": (rng.choice(THEMES),),
        "family": (resource.code.partition(".")[0],),
        "month": tuple(sorted({str((start + n) % 12 + 1) for n in range(3)})),
        "commune": (commune["insee"],),
        "epci": (commune["epci"],),
    }
    return Entry(
        Ref(EntryKind.POSTING, str(number)), f"{said.capitalize()} à {commune['name']}"[:160],
        f"/annonces/{number}/", texts, values, _place(rng, commune),
        dt.date(2026, 1, 1) + dt.timedelta(days=rng.randint(0, 300)),
    )  # fmt: skip


def queries(number: int, seed: int = 7) -> list[Query]:
    """Draw searches: words and what stands for them, a facet or two, a place and a radius."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    resources = [row for row in load().resources.values() if "." in row.code]
    found: list[Query] = []
    while len(found) < number:
        resource, commune = rng.choice(resources), rng.choice(communes()[:80])
        words = list(dict.fromkeys(terms_of(resource.label)))[: rng.randint(1, 2)]
        synonyms = [terms_of(text)[:5] for text in resource.synonyms[:3]]
        clauses = [_clause(word, synonyms if not n else []) for n, word in enumerate(words)]
        if rng.random() < 0.2:
            clauses = [*clauses[:1], _clause(terms_of(rng.choice(FORMS))[0], [])]
        near = Near(
            float(commune["latitude"]), float(commune["longitude"]), rng.choice((10, 20, 30))
        )
        facets = rng.choice(
            ({"type": ["organisation"]}, {"type": ["posting"], "posting": ["offre"]}, {"posting": ["offre"]},
             {"kind": ["ess", "siae"]}, {"theme": ["food"], "posting": ["cherche"]}, {"theme": ["food", "work"]})
        )  # fmt: skip
        text = f"{resource.label} {len(found)}"
        found.append(Query(text, facets, near, clauses=tuple(clauses)))
    return found


def _clause(word: str, synonyms: list[tuple[str, ...]]) -> Clause:
    """Give a word and some synonyms, as the reading of a search does."""
    others = (Alternative(row, 0.8, Origin.SYNONYM, len(row) > 1) for row in synonyms if row)
    return Clause(word, (Alternative((word,)), *others))


def prefixes(number: int, seed: int = 9) -> list[str]:
    """Draw what people type: one to six letters of a word of a name, or a word and a half."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    labels = [row.label for row in load().resources.values()]
    names = [f"{rng.choice(FORMS)} {rng.choice(labels)}" for _ in range(number)]
    return [name[: rng.choice((1, 2, 3, 4, 6, 9))] if n % 2 else rng.choice(name.split())[: 1 + n % 5]
            for n, name in enumerate(names)]  # fmt: skip
