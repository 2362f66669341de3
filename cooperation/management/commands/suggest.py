"""Print the suggestions of an organisation or of a posting, with their explanations."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cooperation.enums import SuggestionKind
from cooperation.management.limits import limit_of
from cooperation.models import Posting
from cooperation.querysets import SuggestionQuerySet
from cooperation.selectors import suggestions
from cooperation.wording.suggestions import Card
from pacte.models import Organisation


class Command(BaseCommand):
    help = _("Affiche les suggestions publiques d’une organisation ou d’une annonce.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take an organisation's slug or a posting's number."""
        parser.add_argument("organisation", nargs="?", help=_("adresse (slug) de l’organisation"))
        parser.add_argument("--posting", type=int, help=_("numéro de l’annonce"))
        kinds = [*SuggestionKind.values, *suggestions.FAMILIES]
        parser.add_argument("--kind", choices=kinds, help=_("une nature seulement"))
        parser.add_argument("--limit", type=int, default=10, help=_("nombre au plus"))
        parser.add_argument("--json", action="store_true", help=_("sortie en JSON"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the best suggestions, in sentences or as JSON."""
        rows = self._asked(options["organisation"], options["posting"])
        if kind := options["kind"]:
            rows = rows.filter(kind__in=suggestions.FAMILIES.get(kind, (kind,)))
        cards = suggestions.cards(rows[: limit_of(options["limit"])])
        if options["json"]:
            text = json.dumps([as_data(row) for row in cards], ensure_ascii=False, indent=2)
            self.stdout.write(text)
        elif not cards:
            self.stdout.write(self._nothing(options))
        else:
            self.stdout.write("\n\n".join(as_text(row) for row in cards))

    def _nothing(self, options: dict[str, Any]) -> str:
        """Say that nothing was found, and what tells why."""
        if options["posting"] is not None:
            values = {"number": options["posting"]}
            text = _("Pas encore de suggestion. Ce qui manque : why_not --posting %(number)s")
            return text % values
        if options["kind"]:
            return _("Pas encore de suggestion de cette nature.")
        return _("Pas encore de suggestion : ni annonce, ni savoir-faire, ni métier ne convient.")

    def _asked(self, slug: str | None, posting_id: int | None) -> SuggestionQuerySet:
        if (slug is None) == (posting_id is None):
            raise CommandError(_("Donnez l’adresse d’une organisation, ou --posting et un numéro."))
        if slug is not None:
            organisation = Organisation.objects.public().filter(slug=slug).first()
            if organisation is None:
                raise CommandError(_("Aucune organisation publiée à l’adresse « %s ».") % slug)
            return suggestions.of_organisation(organisation)
        posting = Posting.objects.public().filter(pk=posting_id).first()
        if posting is None:
            raise CommandError(_("Aucune annonce publique ne porte le numéro %s.") % posting_id)
        return suggestions.of_posting(posting)


def as_text(card: Card) -> str:
    """Write a suggestion in lines."""
    lines = [f"{card.kind} – {card.reason}"]
    if card.is_put_forward:
        lines.append(_("  (mise en avant par l’animation)"))
    if not card.is_declared:
        lines.append(_("  (probable, déduit d’un métier : personne ne l’a encore déclaré)"))
    if card.is_fictitious:
        lines.append(_("  (démonstration : une des parties au moins est fictive)"))
    lines += [
        f"  {line.value:>4} / {line.max:<4} {line.label} – {line.detail}" for line in card.criteria
    ]
    lines.append(f"  {card.total:>4} / {card.total_max:<4} {_('Total')}")
    lines += [_("  À vérifier : %s") % text for text in card.checks]
    lines += [_("  Règle : %s") % text for text in card.rules]
    lines.append(_("  Chemin : %s") % " → ".join(step.label for step in card.path))
    lines.append(_("  Sources : %s") % ", ".join(card.sources))
    lines.append(_("  Barème %s") % card.suggestion.version)
    return "\n".join(lines)


def as_data(card: Card) -> dict[str, Any]:
    """Write a suggestion as plain data."""
    return {
        "id": card.suggestion.pk,
        "kind": card.suggestion.kind,
        "reason": card.reason,
        "giver": card.suggestion.giver.slug,
        "receiver": card.suggestion.receiver.slug,
        "parties": [row.slug for row in card.suggestion.organisations.values()],
        "likelihood": card.suggestion.likelihood,
        "is_declared": card.is_declared,
        "resource": card.suggestion.resource,
        "transformation": card.suggestion.transformation,
        "score": card.total,
        "criteria": [
            {
                "code": row["code"],
                "label": line.label,
                "points": line.value,
                "maximum": line.max,
                "detail": line.detail,
            }
            for row, line in zip(card.suggestion.criteria, card.criteria, strict=True)
        ],
        "checks": card.checks,
        "rules": card.rules,
        "path": [step.label for step in card.path],
        "sources": card.sources,
        "version": card.suggestion.version,
        "is_fictitious": card.is_fictitious,
        "is_put_forward": card.is_put_forward,
    }
