"""Communes, intercommunalities and zones, with who is there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.shortcuts import get_object_or_404

from pacte.alphabet import sort_key
from pacte.enums import ZoneKind
from pacte.locator import LocatorMap
from pacte.models import Commune, ContourKind, Epci, Organisation, PlacePage, Zone
from pacte.selectors.contours import outlines
from pacte.selectors.maps import Locator, locate, locate_communes

PAGE_SIZE = 24
LIVE = Q(organisations__live=True)


@dataclass(frozen=True)
class EpciCard:
    """An intercommunality in a list."""

    epci: Epci
    communes: int
    population: int
    organisations: int


@dataclass(frozen=True)
class TerritoryList:
    """Every intercommunality, those of the pact first, and the zones."""

    pact: tuple[EpciCard, ...]
    plie: tuple[EpciCard, ...]
    neighbours: tuple[EpciCard, ...]
    zones: tuple[Zone, ...]
    map: LocatorMap | None


@dataclass(frozen=True)
class TerritoryView:
    """Communes together (an intercommunality or a zone), and who is there."""

    communes: tuple[Commune, ...]
    organisations: "Page[Organisation]"
    map: LocatorMap | None

    @property
    def commune_ids(self) -> list[int]:
        return [commune.pk for commune in self.communes]

    @property
    def population(self) -> int:
        return sum(commune.population for commune in self.communes)


@dataclass(frozen=True)
class EpciView:
    """An intercommunality."""

    epci: Epci
    zones: tuple[Zone, ...]
    territory: TerritoryView


@dataclass(frozen=True)
class ZoneView:
    """A zone."""

    zone: Zone
    territory: TerritoryView


@dataclass(frozen=True)
class CommuneView:
    """A commune."""

    commune: Commune
    zones: tuple[Zone, ...]
    places: tuple[PlacePage, ...]
    organisations: "Page[Organisation]"
    locator: Locator

    @property
    def commune_ids(self) -> list[int]:
        return [self.commune.pk]


def territory_list() -> TerritoryList:
    """Return the intercommunalities by perimeter, and the zones."""
    cards = _epci_cards()
    zones = Zone.objects.exclude(kind=ZoneKind.EPCI).annotate(commune_count=Count("communes"))
    communes = Commune.objects.filter(epci__in_pact=True)
    return TerritoryList(
        pact=tuple(card for card in cards if card.epci.in_pact),
        plie=tuple(card for card in cards if card.epci.in_plie and not card.epci.in_pact),
        neighbours=tuple(c for c in cards if not c.epci.in_plie and not c.epci.in_pact),
        zones=tuple(zones),
        map=locate_communes(communes, outlines(ContourKind.EPCI, _sirens(cards))),
    )


def epci_view(slug: str, page: str = "") -> EpciView:
    """Return an intercommunality, or raise ``Http404``."""
    epci = get_object_or_404(Epci, slug=slug)
    zones = Zone.objects.exclude(kind=ZoneKind.EPCI).filter(communes__epci=epci).distinct()
    return EpciView(epci, tuple(zones), _territory(Commune.objects.filter(epci=epci), page, epci))


def zone_view(code: str, page: str = "") -> ZoneView:
    """Return a zone, or raise ``Http404``."""
    zone = get_object_or_404(Zone, code=code)
    return ZoneView(zone, _territory(Commune.objects.filter(zones=zone), page))


def commune_view(slug: str, page: str = "") -> CommuneView:
    """Return a commune, or raise ``Http404``."""
    commune = get_object_or_404(Commune.objects.select_related("epci"), slug=slug)
    return CommuneView(
        commune=commune,
        zones=tuple(commune.zones.exclude(kind=ZoneKind.EPCI)),
        places=tuple(PlacePage.objects.live().public().filter(place__commune=commune)),
        organisations=_organisations([commune.pk], page),
        locator=locate(
            None, commune.name, commune, outlines(ContourKind.COMMUNE, [commune.insee], level=2)
        ),
    )


def _epci_cards() -> list[EpciCard]:
    rows = Epci.objects.annotate(
        commune_count=Count("communes", distinct=True),
        organisation_count=Count(
            "communes__organisations",
            filter=Q(communes__organisations__live=True),
            distinct=True,
        ),
    )
    people = dict(Commune.objects.order_by().values_list("epci").annotate(people=Sum("population")))
    cards = [
        EpciCard(row, row.commune_count, people.get(row.pk, 0), row.organisation_count)
        for row in rows
    ]
    return sorted(cards, key=lambda card: (-card.population, card.epci.name))


def _sirens(cards: Iterable[EpciCard]) -> list[str]:
    return [card.epci.siren for card in cards if card.epci.in_pact]


def _territory(communes: QuerySet[Commune], page: str, epci: Epci | None = None) -> TerritoryView:
    counted = communes.annotate(organisation_count=Count("organisations", filter=LIVE))
    rows = tuple(sorted(counted, key=lambda commune: (sort_key(commune.name), commune.insee)))
    drawn = (
        outlines(ContourKind.EPCI, [epci.siren])
        if epci
        else outlines(ContourKind.COMMUNE, [commune.insee for commune in rows])
    )
    organisations = _organisations([commune.pk for commune in rows], page)
    return TerritoryView(rows, organisations, locate_communes(rows, drawn))


def _organisations(communes: Iterable[int], page: str) -> "Page[Organisation]":
    found = Organisation.objects.public().filter(commune__in=communes).with_card()
    return Paginator(found, PAGE_SIZE).get_page(page)
