"""Fictitious organisations: names and trades by hand, the rest drawn on real communes."""

import random
from dataclasses import dataclass

from cooperation.services.demonstration.drawing import draw_for, pick
from cooperation.services.demonstration.trade_files import Name, Trade, Trades
from pacte.services.organisation_files import OrganisationRow
from pacte.services.territory_files import CommuneRow, TerritoryData

URBAN = 8_000
TOWN = 2_500
NEIGHBOUR_SHARE = 0.12
NORTH_KM = 0.0090
EAST_KM = 0.0127
YEAR = 2026
SOURCE = "Démonstration : organisation fictive"
NOTICE = (
    "Cette organisation est fictive : elle sert à montrer la plateforme. Son nom, ses quantités et "
    "son site ne désignent personne."
)


@dataclass(frozen=True, slots=True)
class Places:
    """Communes to draw from, by what a trade looks for, with their weights."""

    pact: dict[str, list[tuple[CommuneRow, float]]]
    neighbours: list[tuple[CommuneRow, float]]

    @classmethod
    def of(cls, territory: TerritoryData) -> "Places":
        pact = {row.key for row in territory.epcis if row.in_pact}
        inside = [row for row in territory.communes if row.epci in pact]
        outside = [row for row in territory.communes if row.epci not in pact]
        return cls(
            pact={
                "urban": _weighted([row for row in inside if row.population >= URBAN]),
                "town": _weighted([row for row in inside if row.population >= TOWN]),
                "rural": [(row, 1.0) for row in inside if 300 <= row.population < TOWN],
            },
            neighbours=[(row, 1.0) for row in outside if row.population >= 300],
        )

    def draw(self, rng: random.Random, where: str) -> CommuneRow:
        near = where == "rural" and rng.random() < NEIGHBOUR_SHARE
        return pick(rng, self.neighbours if near and self.neighbours else self.pact[where])


def _weighted(rows: list[CommuneRow]) -> list[tuple[CommuneRow, float]]:
    return [(row, row.population**0.5) for row in rows]


def fictitious_organisations(
    trades: Trades, territory: TerritoryData
) -> tuple[OrganisationRow, ...]:
    """Return the fictitious organisations, in the order of their names' file."""
    places = Places.of(territory)
    communes = {row.key: row for row in territory.communes}
    return tuple(
        _organisation(name, trades.trades[name.trade], places, communes) for name in trades.names
    )


def _organisation(
    name: Name, trade: Trade, places: Places, communes: dict[str, CommuneRow]
) -> OrganisationRow:
    rng = draw_for("organisation", name.key)
    drawn = places.draw(rng, trade.where)
    commune = communes.get(name.commune, drawn)
    latitude, longitude = _nearby(rng, commune)
    return OrganisationRow(
        key=name.key,
        name=name.name,
        kinds=trade.kinds,
        siae_type=trade.siae_type,
        legal_form=rng.choice(trade.legal_forms) if trade.legal_forms else "",
        naf=trade.naf,
        summary=trade.summary,
        description=(NOTICE,),
        headcount=rng.randint(*trade.headcount),
        headcount_year=YEAR,
        commune=commune.key,
        latitude=latitude,
        longitude=longitude,
        service_radius_km=_radius(rng, trade),
        labels=tuple(code for code, chance in trade.labels if rng.random() < chance),
        themes=trade.themes,
        website=f"https://{name.key}.example",
        source=SOURCE,
        is_fictitious=True,
    )


def _nearby(rng: random.Random, commune: CommuneRow) -> tuple[float, float]:
    """Return a point within a kilometre, north–south and east–west, of a commune's centre."""
    north, east = rng.uniform(-0.7, 0.7), rng.uniform(-0.7, 0.7)
    latitude = commune.latitude + north * NORTH_KM
    return round(latitude, 4), round(commune.longitude + east * EAST_KM, 4)


def _radius(rng: random.Random, trade: Trade) -> int | None:
    if trade.radius is None:
        return None
    least, most = trade.radius
    return rng.randrange(least, most + 1, 5)
