"""What the knowledge refuses, and how a text was recognised, in words."""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation import knowledge

if TYPE_CHECKING:
    from cooperation.knowledge import Resolution, TradeResolution
    from cooperation.models import KnowledgeAmendment

SHOWN = 80


def problem_of(text: str) -> str:
    """Write in French what the core found wrong in a row."""
    bare = re.sub(r"^[a-z0-9_.]+: ", "", text)
    for pattern, write in _PROBLEMS:
        if found := re.fullmatch(pattern, bare):
            return write(*(_short(part.strip("'")) for part in found.groups()))
    return _("Valeur refusée : %(problem)s.") % {"problem": text}


def _short(part: str) -> str:
    """Write a part of a problem: a fraction as a decimal number, and no more than a line."""
    if re.fullmatch(r"-?\d{1,30}/\d{1,30}", part):
        return number_format(round(float(Fraction(part)), 3), use_l10n=True)
    return part if len(part) <= SHOWN else f"{part[:SHOWN]}…"


def _said(text: str) -> Callable[..., str]:
    """Write a sentence with the parts of a problem."""

    def write(*parts: str) -> str:
        sentence = _(text)
        return sentence % dict(zip("abc", parts, strict=False)) if parts else sentence

    return write


_PROBLEMS: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"its parent (.+) is unknown", _said(gettext_noop("Son parent « %(a)s » n’existe pas."))),
    (r"no everyday word", _said(gettext_noop("Donnez au moins un mot de tous les jours."))),
    (r"it is already that of (.+)", _said(gettext_noop("Ce nom est déjà celui de « %(a)s »."))),
    (
        r"nothing converts (.+) into (.+)",
        _said(gettext_noop("Rien ne convertit « %(a)s » en « %(b)s » : donnez une conversion.")),
    ),
    (
        r"nothing tells the mass of (.+)",
        _said(gettext_noop("Rien ne dit ce que pèse « %(a)s » : donnez une conversion en kg.")),
    ),
    (
        r"nobody gives nor makes (.+)",
        _said(gettext_noop("Personne ne donne ni ne fait « %(a)s » : aucun métier n’en parle.")),
    ),
    (
        r"hazardous waste reaches an authorised receiver",
        _said(
            gettext_noop(
                "Un déchet dangereux ne va qu’à un destinataire autorisé : nommez la règle."
            )
        ),
    ),
    (
        r"waste is traced, or reaches an authorised receiver",
        _said(
            gettext_noop("Un déchet est tracé ou va à un destinataire autorisé : nommez la règle.")
        ),
    ),
    (
        r"animal by-products fall under regulation \(EC\) (.+)",
        _said(
            gettext_noop(
                "Les sous-produits animaux relèvent du règlement (CE) n° %(a)s : nommez-le."
            )
        ),
    ),
    (
        r"a food know-how names its food safety rule",
        _said(gettext_noop("Un savoir-faire alimentaire nomme sa règle de sécurité des aliments.")),
    ),
    (r"missing", _said(gettext_noop("Cette valeur est nécessaire."))),
    (r"(.+) is unknown", _said(gettext_noop("« %(a)s » est inconnu."))),
    (r"(.+) is already there", _said(gettext_noop("« %(a)s » existe déjà."))),
    (r"(.+) is there twice", _said(gettext_noop("« %(a)s » est donné deux fois."))),
    (r"(.+) is used by (.+)", _said(gettext_noop("« %(a)s » sert encore à : %(b)s."))),
    (r"(.+) is malformed", _said(gettext_noop("« %(a)s » n’a pas la forme attendue."))),
    (r"(.+) is not a number", _said(gettext_noop("« %(a)s » n’est pas un nombre."))),
    (r"(.+) is not positive", _said(gettext_noop("« %(a)s » n’est pas un nombre positif."))),
    (
        r"(.+) is not a whole number from 0 to (\d+)",
        _said(gettext_noop("« %(a)s » n’est pas un nombre entier de 0 à %(b)s.")),
    ),
    (r"(.+) is not key=value", _said(gettext_noop("« %(a)s » n’est pas de la forme code=valeur."))),
    (r"the same key twice", _said(gettext_noop("Le même code est donné deux fois."))),
    (r"the same part twice", _said(gettext_noop("La même valeur est donnée deux fois."))),
    (
        r"empty part, or spaces around a part",
        _said(gettext_noop("Une valeur est vide ou entourée d’espaces.")),
    ),
    (r"spaces around the value", _said(gettext_noop("La valeur est entourée d’espaces."))),
    (r"(.+) weighs nothing", _said(gettext_noop("« %(a)s » a un poids nul."))),
    (r"(.+) is not a kind", _said(gettext_noop("« %(a)s » n’est pas une nature connue."))),
    (
        r"(.+) is not a range of months",
        _said(gettext_noop("« %(a)s » n’est pas une suite de mois, comme 6-9.")),
    ),
    (
        r"(.+) is not a dotted code of at most (\d+) levels",
        _said(gettext_noop("« %(a)s » n’est pas un code à points de %(b)s niveaux au plus.")),
    ),
    (
        r"its parent (.+) must come before it",
        _said(gettext_noop("Son parent « %(a)s » n’existe pas.")),
    ),
    (
        r"(.+) is not in the European list of waste",
        _said(gettext_noop("« %(a)s » n’est pas dans la liste européenne des déchets.")),
    ),
    (
        r"(.+) must not bear the star",
        _said(gettext_noop("« %(a)s » n’est pas un déchet dangereux : sans étoile.")),
    ),
    (
        r"(.+) must bear the star",
        _said(gettext_noop("« %(a)s » est un déchet dangereux : avec une étoile.")),
    ),
    (
        r"(.+) is above (.+), all that matter allows",
        _said(gettext_noop("Le rendement %(a)s dépasse %(b)s, tout ce que la matière permet.")),
    ),
    (r"(.+) is an input too", _said(gettext_noop("« %(a)s » est aussi une entrée."))),
    (
        r"a food transformation names its food safety rule",
        _said(gettext_noop("Un savoir-faire alimentaire nomme sa règle de sécurité des aliments.")),
    ),
    (
        r"a resource does not replace itself",
        _said(gettext_noop("Une ressource ne se remplace pas elle-même.")),
    ),
    (
        r"a trade takes or gives something",
        _said(gettext_noop("Un métier prend ou donne quelque chose.")),
    ),
    (r"a code does not change", _said(gettext_noop("Un code ne change pas."))),
    (r"unknown column", _said(gettext_noop("Ce champ n’existe pas."))),
)


def tried_lines(
    text: str,
    resources: "Iterable[Resolution]",
    trades: "Iterable[TradeResolution]",
) -> dict[str, Any]:
    """Return what a text was recognised as: label, confidence and evidence, best first."""
    known = knowledge.load()
    return {
        "text": text,
        "resources": [
            _recognised("resource", row, known.resources[row.code].label) for row in resources
        ],
        "trades": [_recognised("trade", row, known.trades[row.code].label) for row in trades],
    }


def _recognised(subject: str, row: "Resolution | TradeResolution", label: str) -> dict[str, str]:
    share = f"{row.confidence * 100:.0f}"
    return {
        "url": reverse("cooperation:knowledge-entry", args=[subject, row.code]),
        "label": label,
        "confidence": _("%(share)s %%") % {"share": share},
        "evidence": _evidence(row.evidence),
    }


def _evidence(evidence: tuple[str, ...]) -> str:
    """Write how a wording was recognised."""
    words = {
        "label": _("nom"),
        "synonym": _("mot de tous les jours"),
        "word": _("mot de tous les jours"),
        "exact": _("mot pour mot"),
        "words": _("mots reconnus"),
        "spelling": _("orthographe voisine"),
        "resource": _("ressource"),
        "gives": _("ce qu’il donne"),
        "takes": _("ce qu’il prend"),
        "naf": _("code NAF"),
        "class": _("classe"),
        "group": _("groupe"),
        "division": _("division"),
    }
    first, *rest = evidence or ("",)
    return ", ".join([f"« {first} »", *(words.get(code, code) for code in rest)])


def history_lines(rows: "Iterable[KnowledgeAmendment]") -> list[dict[str, Any]]:
    """Return the amendments as they are listed."""
    return [
        {
            "pk": row.pk,
            "code": row.code,
            "url": reverse("cooperation:knowledge-entry", args=[row.subject, row.code]),
            "what": f"{row.get_action_display()} – {row.get_subject_display()}",
            "values": [f"{name} : {value}" for name, value in row.values.items()],
            "note": row.note,
            "who": str(row.author or _("compte supprimé")),
            "when": date_format(timezone.localtime(row.made_at), "DATETIME_FORMAT"),
            "undone": date_format(timezone.localtime(row.undone_at), "DATETIME_FORMAT")
            if row.undone_at
            else "",
        }
        for row in rows
    ]
