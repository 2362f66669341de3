"""Print what came nearest to answering a posting or a wish, and the smallest change for each."""

import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.management.limits import limit_of
from cooperation.models import Posting
from cooperation.selectors import why_not
from cooperation.wording.why_not import MissCard
from pacte.models import Organisation


class Command(BaseCommand):
    help = _(
        "Affiche ce qui manque de peu pour répondre à une annonce ou entre deux organisations."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a posting, two organisations, or a need of an organisation that nobody posted."""
        parser.add_argument("--posting", type=int, help=_("numéro d’une annonce publique"))
        parser.add_argument("--pair", nargs=2, help=_("adresses (slugs) de deux organisations"))
        parser.add_argument("--need", help=_("code d’une ressource cherchée, avec --organisation"))
        parser.add_argument("--organisation", help=_("adresse (slug) de qui cherche"))
        parser.add_argument("--limit", type=int, default=10, help=_("nombre au plus"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the nearest misses, in sentences or as JSON."""
        found = self._answer(options)
        if options["json"]:
            data = {
                "looked_at": found.looked_at,
                "matching": found.matching,
                "misses": [as_data(card) for card in found.cards],
            }
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        elif not found.cards:
            values = {"looked_at": found.looked_at, "matching": found.matching}
            text = _(
                "Rien ne manque de peu. Examinés : %(looked_at)s ; qui conviennent déjà : %(matching)s."
            )
            self.stdout.write(text % values)
        else:
            self.stdout.write("\n\n".join(as_text(card) for card in found.cards))

    def _answer(self, options: dict[str, Any]) -> why_not.Answer:
        asked = [name for name in ("posting", "pair", "need") if options[name] is not None]
        if len(asked) != 1:
            raise CommandError(_("Donnez --posting, ou --pair, ou --need avec --organisation."))
        given: dict[str, Any] = {
            "user": AnonymousUser(),
            "today": timezone.localdate(),
            "limit": limit_of(options["limit"]),
        }
        if options["pair"] is not None:
            one, other = (_organisation(slug) for slug in options["pair"])
            if one == other:
                raise CommandError(_("Donnez deux organisations différentes."))
            return why_not.between(one, other, **given)
        if options["need"] is not None:
            return self._need(options, given)
        posting = Posting.objects.public().filter(pk=options["posting"]).first()
        if posting is None:
            raise CommandError(
                _("Aucune annonce publique ne porte le numéro %s.") % options["posting"]
            )
        return why_not.of_posting(posting, **given)

    def _need(self, options: dict[str, Any], given: dict[str, Any]) -> why_not.Answer:
        if not options["organisation"]:
            raise CommandError(_("Dites qui cherche, avec --organisation."))
        asker = _organisation(options["organisation"])
        try:
            return why_not.of_need(asker, options["need"], **given)
        except why_not.UnknownResourceError:
            message = _("Aucune ressource ne porte le code « %s ».") % options["need"]
            raise CommandError(message) from None


def _organisation(slug: str) -> Organisation:
    found: Organisation | None = Organisation.objects.public().filter(slug=slug).first()
    if found is None:
        raise CommandError(_("Aucune organisation publiée à l’adresse « %s ».") % slug)
    return found


def as_text(card: MissCard) -> str:
    """Write a near miss in lines."""
    miss = card.miss
    values = {"effort": miss.effort, "score": miss.score}
    return "\n".join(
        [
            f"{card.giver.name} → {card.receiver.name}",
            f"  {card.giver.what} ({card.giver.basis}) / {card.receiver.what} ({card.receiver.basis})",
            *(f"  • {change}" for change in card.changes),
            _("  Effort %(effort)s ; la suggestion vaudrait %(score)s points.") % values,
        ]
    )


def as_data(card: MissCard) -> dict[str, Any]:
    """Write a near miss as plain data."""
    miss = card.miss
    return {
        "giver": card.giver.name,
        "receiver": card.receiver.name,
        "offer": miss.offer_id,
        "need": None if miss.need_id == why_not.WISH else miss.need_id,
        "offered": miss.offered,
        "wanted": miss.wanted,
        "transformation": miss.transformation,
        "effort": miss.effort,
        "score": miss.score,
        "metres": miss.metres,
        "likelihood": miss.likelihood,
        "changes": [
            {
                "code": str(change.code),
                "side": str(change.side),
                "effort": change.effort,
                "before": change.before,
                "after": change.after,
                "amount": change.amount,
                "unit": change.unit,
                "text": text,
            }
            for change, text in zip(miss.changes, card.changes, strict=True)
        ],
        "outcomes": [{"code": row.code, "verdict": str(row.verdict)} for row in miss.outcomes],
    }
