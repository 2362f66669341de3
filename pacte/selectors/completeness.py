"""How complete the profile of an organisation is, and what each missing piece would bring."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacte.models import Organisation

FULL = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a profile: the field that tells it, and what it brings."""

    field: str
    label: str | Promise
    brings: str | Promise


@dataclass(frozen=True, slots=True)
class Completeness:
    """What a profile tells already, and what it does not."""

    percent: int
    done: tuple[Piece, ...]
    missing: tuple[Piece, ...]


PIECES = (
    Piece(
        "summary",
        _("Ce que vous faites, en une phrase"),
        _("le moteur reconnaît votre métier et vous propose des partenaires"),
    ),
    Piece(
        "kinds",
        _("Vos natures"),
        _("vous apparaissez dans les bonnes listes, et les annonces réservées vous parviennent"),
    ),
    Piece("commune", _("Votre commune"), _("les distances se calculent, la carte vous montre")),
    Piece(
        "description",
        _("Une présentation"),
        _("la recherche vous trouve avec les mots des autres"),
    ),
    Piece(
        "themes", _("Vos thèmes"), _("vous êtes relié à la feuille de route et à ses rencontres")
    ),
    Piece("labels", _("Vos labels"), _("les besoins qui les exigent vous sont ouverts")),
    Piece("website", _("Votre site internet"), _("les partenaires vérifient qui vous êtes")),
    Piece(
        "headcount",
        _("Votre effectif"),
        _("les quantités proposées sont à votre taille"),
    ),
    Piece("naf", _("Votre code NAF"), _("le métier reconnu est plus sûr")),
    Piece("logo", _("Votre logo"), _("votre fiche se reconnaît d’un coup d’œil")),
)


def completeness_of(organisation: Organisation) -> Completeness:
    """Weigh the profile of an organisation in memory, every piece alike."""
    done = tuple(piece for piece in PIECES if _tells(organisation, piece.field))
    missing = tuple(piece for piece in PIECES if piece not in done)
    return Completeness(len(done) * FULL // len(PIECES), done, missing)


def _tells(organisation: Organisation, name: str) -> bool:
    if name in {"kinds", "themes", "labels"}:
        return bool(list(getattr(organisation, name).all()))
    if name == "commune":
        return organisation.commune_id is not None
    if name == "logo":
        return (organisation.logo_id or organisation.logo_proposed_id) is not None
    if name == "headcount":
        return organisation.headcount is not None
    return bool(getattr(organisation, name))
