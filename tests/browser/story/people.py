"""What each person of the story does, one screen after the other."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.browser.conftest import PASSWORD
from tests.browser.letters import Letters
from tests.browser.story.actor import Actor

PHRASE = "une phrase bien longue 42"
WORD = "Bonjour, nous pouvons livrer le mardi."
LONG = 60_000
"""Milliseconds that the engine may take to wake up on a machine that does much else."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom the site does not know, and their organisation."""

    organisation: str
    siret: str
    email: str
    name: tuple[str, str] = ("Claude", "Fictive")


def posts_a_need(visitor: Actor, who: Newcomer) -> None:
    """Describe a need from a telephone, see who would answer, say who one is."""
    visitor.link("Déposer une annonce")
    visitor.tick("Je cherche")
    visitor.write_in(visitor.page.get_by_role("combobox", name="Quoi"), "légumes épluchés")
    understood = visitor.page.locator("[data-part=understood]")
    expect(understood).to_contain_text("Compris : Légumes et fruits prêts à cuisiner")
    visitor.write(re.compile("^Quantité"), "400")
    visitor.choose(re.compile("^Unité"), "kg")
    visitor.choose(re.compile("^À quel rythme"), "month")
    visitor.write(re.compile("^Commune"), "Échirolles")
    matches = visitor.page.locator("[data-part=matches]")
    expect(matches).to_contain_text("La Légumerie Pilote (fictive)", timeout=LONG)
    visitor.write("Nom de l’organisation", who.organisation)
    visitor.write("SIRET", who.siret)
    visitor.write("Commune de l’organisation", "Échirolles")


def says_how_to_be_reached(visitor: Actor, who: Newcomer) -> None:
    """Give the contact details that only the staff see."""
    visitor.write("Votre nom", " ".join(who.name))
    visitor.write("Adresse électronique", who.email)
    visitor.tick("J’accepte")


def opens_an_account(visitor: Actor, who: Newcomer, letters: Letters) -> None:
    """Sign up with a password, then open the link of the message."""
    visitor.write("Prénom", who.name[0])
    visitor.write(re.compile("^Nom"), who.name[1])
    visitor.write("Adresse électronique", who.email)
    visitor.write("Mot de passe", PHRASE)
    mark = letters.mark()
    visitor.button("Créer mon compte")
    visitor.reads("Un message vient de vous être envoyé")
    visitor.page.goto(visitor.site + letters.path(r"/compte/adresse/verification/[^\s\"<]+", mark))
    visitor.tally.clicks += 1
    visitor.button("Oui, confirmer")


def logs_in(somebody: Actor, email: str) -> None:
    """Enter with a password."""
    somebody.link("Connexion")
    somebody.write("Adresse électronique", email)
    somebody.write("Mot de passe", PASSWORD)
    somebody.button("Se connecter")


def confirms_the_claim(staff: Actor, who: Newcomer) -> None:
    """Say that somebody does speak for an organisation."""
    staff.link(re.compile("^Rattachements"))
    row = staff.page.get_by_role("row").filter(has_text=who.organisation)
    staff.follow(row.get_by_role("link").first)
    staff.tick("Confirmer")
    staff.button("Répondre")
    expect(staff.page.get_by_text("La demande est confirmée.")).to_be_visible()


def publishes(staff: Actor, nature: str, title: str, organisation: str) -> None:
    """Find what waits in the queue, the oldest first, and publish it."""
    staff.link(re.compile("^À modérer"))
    staff.choose("Nature", nature)
    staff.button("Filtrer")
    cards = staff.page.locator("article").filter(
        has=staff.page.get_by_role("heading", name=title), has_text=organisation
    )
    while not cards.count():
        staff.link("Suivante")
    staff.follow(cards.last.get_by_role("button", name=re.compile("^Publier")))
    expect(staff.page.get_by_text("C’est fait : la réponse est envoyée.")).to_be_visible()


def asks_to_be_put_in_touch(member: Actor, who: Newcomer) -> None:
    """Find the newcomer in « Pour vous », and ask with a word."""
    member.link(re.compile("^Pour vous"))
    lead = member.page.locator(".lead-item").filter(has_text=who.organisation).first
    member.press(lead.get_by_text("Mettez-nous en relation"))
    member.write_in(lead.get_by_role("textbox").first, WORD)
    member.follow(lead.get_by_role("button", name="Envoyer la demande"))
    expect(member.page.get_by_text("Demande envoyée.")).to_be_visible()


def opens_the_notice(somebody: Actor, subject: str | re.Pattern[str]) -> None:
    """Go through the bell to what one was told."""
    somebody.link(re.compile("^Notifications"))
    notice = somebody.page.locator(".notice").filter(has_text=subject).first
    somebody.follow(notice.get_by_role("button", name=re.compile("^Ouvrir")))


def contacts(somebody: Actor) -> Locator:
    """Return where the contact details are, once everybody agreed."""
    return somebody.page.locator(".introduction-contacts")


def writes(somebody: Actor, text: str) -> Locator:
    """Send a message; return what the page shows of it."""
    somebody.write("Votre message", text)
    somebody.button(re.compile("^Envoyer$"))
    return somebody.page.locator(".introduction-message__body").last


def declares_a_cooperation(somebody: Actor) -> None:
    """Declare what the introduction came to, as the page proposes it."""
    somebody.link("Déclarer une coopération")
    somebody.button(re.compile("^Déclarer$"))


def tells_the_trade(somebody: Actor, words: str, trade: str) -> None:
    """Say one's trade, and tick the first of what one gives and of what one takes."""
    somebody.write("Votre métier", words)
    somebody.button(re.compile("^Chercher"))
    somebody.link(re.compile(f"^{trade}"))
    for group in ("Vous avez, ou vous pourriez", "Vous cherchez, ou vous pourriez"):
        boxes = somebody.page.get_by_role("group", name=group).get_by_role("checkbox")
        for number in range(2):
            somebody.press(boxes.nth(number))
    somebody.button("Terminer")
