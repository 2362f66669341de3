"""What the page of an organisation shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacte.enums import LinkKind
from pacte.models import Commitment, Kind, Label, Organisation, PlacePage, Role, Theme, Zone
from pacte.naf import Naf, read_naf
from pacte.selectors.maps import Locator, locate

OUTGOING = {
    LinkKind.CARRIED_BY: _("Portée par"),
    LinkKind.MEMBER_OF: _("Membre de"),
    LinkKind.PARTNER_OF: _("Partenaire de"),
}
INCOMING = {
    LinkKind.CARRIED_BY: _("Porte"),
    LinkKind.MEMBER_OF: _("Regroupe"),
    LinkKind.PARTNER_OF: _("Partenaire de"),
}


@dataclass(frozen=True)
class LinkGroup:
    """Organisations bound by the same kind of link, seen from one side."""

    label: str | Promise
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True)
class Profile:
    """Everything that the page of an organisation shows of this package."""

    organisation: Organisation
    kinds: tuple[Kind, ...]
    roles: tuple[Role, ...]
    labels: tuple[Label, ...]
    themes: tuple[Theme, ...]
    zones: tuple[Zone, ...]
    links: tuple[LinkGroup, ...]
    commitments: tuple[Commitment, ...]
    naf: Naf | None
    place_page: PlacePage | None
    locator: Locator


def public_profile(slug: str) -> Profile:
    """Return the profile of a published organisation, or raise ``Http404``."""
    organisations = Organisation.objects.public().select_related(
        "commune__epci", "building__place", "logo"
    )
    return profile_of(get_object_or_404(organisations, slug=slug))


def siret_is_known(siret: str) -> bool:
    """Say whether an organisation bears a SIRET, published or not."""
    return Organisation.objects.filter(siret=siret).exists()


def profile_of(organisation: Organisation) -> Profile:
    """Return the profile of an organisation in memory: published, or a draft that is previewed."""
    return Profile(
        organisation=organisation,
        kinds=tuple(organisation.kinds.all()),
        roles=tuple(organisation.roles.all()),
        labels=tuple(organisation.labels.all()),
        themes=tuple(organisation.themes.all()),
        zones=tuple(organisation.service_zones.all()),
        links=_links(organisation),
        commitments=_commitments(organisation),
        naf=read_naf(organisation.naf),
        place_page=_place_page(organisation),
        locator=locate(
            (organisation.latitude, organisation.longitude), organisation.name, organisation.commune
        ),
    )


def _links(organisation: Organisation) -> tuple[LinkGroup, ...]:
    outgoing = organisation.links.select_related("target").all()
    pairs = [(OUTGOING[LinkKind(link.kind)], link.target) for link in outgoing]
    if organisation.pk:
        incoming = organisation.incoming_links.select_related("organisation")
        pairs += [(INCOMING[LinkKind(link.kind)], link.organisation) for link in incoming]
    return _grouped((label, other) for label, other in pairs if other.live)


def _grouped(pairs: Iterable[tuple[Any, Organisation]]) -> tuple[LinkGroup, ...]:
    groups: dict[str, dict[int, Organisation]] = {}
    for label, other in pairs:
        groups.setdefault(str(label), {})[other.pk] = other
    return tuple(
        LinkGroup(label, tuple(sorted(others.values(), key=lambda other: other.name)))
        for label, others in groups.items()
    )


def _commitments(organisation: Organisation) -> tuple[Commitment, ...]:
    if not organisation.pk:
        return ()
    rows = organisation.commitments.filter(action__live=True)
    return tuple(rows.select_related("action__objective__theme").order_by("action__title", "pk"))


def _place_page(organisation: Organisation) -> PlacePage | None:
    if not organisation.building:
        return None
    pages = PlacePage.objects.live().public()
    return pages.filter(place=organisation.building.place_id).first()  # type: ignore[no-any-return]
