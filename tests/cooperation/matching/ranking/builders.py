"""A small knowledge that can be solved by hand, and organisations that use it."""

from fractions import Fraction
from types import MappingProxyType
from typing import Any

from cooperation.knowledge import (
    Knowledge,
    Resource,
    ResourceKind,
    Trade,
    Transformation,
    lexicon,
    load,
    tradebook,
)
from cooperation.matching.ranking import Link, Organisation, Question, Ranker
from cooperation.matching.types import Direction, Place

HERE = Place(insee="38001", latitude=45.0, longitude=5.7)
NEAR = Place(insee="38002", latitude=45.18, longitude=5.7)  # 20.0 km north
FAR = Place(insee="38003", latitude=46.0, longitude=5.7)  # 111.2 km north

RESOURCES = (
    ("drink", "Boissons", (), ""),
    ("drink.beer", "Bière", ("bières",), ""),
    ("waste", "Coproduits", (), ""),
    ("waste.grain", "Céréales usées", (), "0207"),
    ("waste.grain.draff", "Drêches", ("drêches de brasserie",), "020704"),
    ("waste.grain.yeast", "Levure usée", (), "020705"),
    ("waste.jute", "Toile de jute", ("sacs de jute",), "200111"),
    ("service", "Services", (), ""),
    ("service.green", "Espaces verts", ("tonte",), ""),
)
TRADES = (
    (
        "brewery",
        "Brasserie",
        ("11.05Z",),
        ("brasseur", "brasserie"),
        {},
        {"drink.beer": 900, "waste.grain.draff": 800},
    ),
    ("farm", "Élevage", ("01.41Z",), ("éleveur", "ferme"), {"waste.grain.draff": 900}, {}),
    ("mill", "Meunerie", ("10.61A",), ("meunier", "moulin"), {}, {"waste.grain": 500}),
    ("garden", "Paysage", ("81.30Z",), ("paysagiste", "jardin"), {}, {"service.green": 900}),
)
BISCUIT = Transformation(
    code="draff_to_flour",
    label="Faire de la farine avec des drêches",
    inputs=("waste.grain.draff",),
    outputs=("drink",),
    yield_ratio=Fraction(1, 2),
    naf=("10.61A",),
)


def small() -> Knowledge:
    """Make a knowledge of nine resources, four trades and one transformation."""
    resources = {
        code: Resource(
            code=code,
            label=label,
            synonyms=synonyms,
            kind=ResourceKind.BYPRODUCT,
            parent=code.rpartition(".")[0] or None,
            unit="kg",
            units=("kg",),
            low_code=low,
        )
        for code, label, synonyms, low in RESOURCES
    }
    trades = {
        code: Trade(
            code=code,
            label=label,
            naf=naf,
            words=words,
            takes=tuple(takes.items()),
            gives=tuple(gives.items()),
        )
        for code, label, naf, words, takes, gives in TRADES
    }
    known = load()
    changed = {
        "resources": MappingProxyType(resources),
        "trades": MappingProxyType(trades),
        "transformations": MappingProxyType({BISCUIT.code: BISCUIT}),
        "lexicon": lexicon.build(resources.values()),
        "tradebook": tradebook.build(trades.values()),
    }
    names = Knowledge.__dataclass_fields__
    return Knowledge(**{name: changed.get(name, getattr(known, name)) for name in names})


SMALL = small()


def organisation(ident: int | str, activity: str = "", **values: Any) -> Organisation:
    return Organisation(**({"id": ident, "name": f"N{ident}", "activity": activity} | values))


def offers(text: str = "", **values: Any) -> Question:
    return Question(direction=Direction.OFFER, text=text, **values)


def needs(text: str = "", **values: Any) -> Question:
    return Question(direction=Direction.NEED, text=text, **values)


def link(giver: int | str, receiver: int | str, resource: str = "", **values: Any) -> Link:
    return Link(giver=giver, receiver=receiver, resource=resource, **values)


def ranker(*organisations: Organisation, links: tuple[Link, ...] = (), **values: Any) -> Ranker:
    return Ranker(SMALL, organisations, links, **values)
