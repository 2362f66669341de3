"""The exchange from end to end, by those who live it, their clicks and fields counted.

Times are not asserted, counts are; the keystroke-level model turns them into the seconds that
pressing and typing take a person, whatever the machine.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Browser, expect

from tests.browser.letters import Letters
from tests.browser.story import people
from tests.browser.story.actor import Actor
from tests.browser.story.people import Newcomer

MEMBER, STAFF = "gestion@pacte-economique.example", "animation@pacte-economique.example"
PILOT = "La Légumerie Pilote (fictive)"
POSTING = "Légumes et fruits prêts à cuisiner"
MESSAGE = "Mardi à 8 h <b>au quai</b> ?"
CANTEEN = Newcomer("Cantine du Récit (fictive)", "30613890001294", "claude@cantine.example")
BAKERY = Newcomer("Fournil du Récit (fictif)", "44306184100047", "claude@fournil.example")
TWO_MINUTES, THREE_MINUTES = 120, 180
"""Seconds that the site promises are enough to post, and to prepare an organisation."""


def test_a_need_ends_in_a_cooperation(
    browser: Browser, site: str, letters: Letters, say: Callable[[str], None]
):
    visitor = Actor.enters(browser, site, "telephone")
    member, staff = Actor.enters(browser, site), Actor.enters(browser, site)
    _a_need_is_posted(visitor, letters)
    say(f"posting, with an account: {visitor.tally.told('telephone')}")
    assert visitor.tally.within(clicks=13, fields=10)
    assert visitor.tally.seconds("telephone") < TWO_MINUTES
    visitor.link("Mon espace")
    visitor.reads("L’animation vérifie votre demande")
    people.logs_in(staff, STAFF)
    people.confirms_the_claim(staff, CANTEEN)
    people.publishes(staff, "profile", CANTEEN.organisation, "")
    people.publishes(staff, "posting", POSTING, CANTEEN.organisation)
    people.logs_in(member, MEMBER)
    people.asks_to_be_put_in_touch(member, CANTEEN)
    _both_agree(visitor, member)
    _they_cooperate(visitor, member)
    _everybody_sees_it(browser, site)
    for who, actor in (("visitor", visitor), ("member", member), ("staff", staff)):
        say(f"{who}: {actor.tally.told(actor.screen)}")
        assert actor.problems == []
        actor.page.context.close()
    assert visitor.tally.within(clicks=21, fields=10)
    assert member.tally.within(clicks=14, fields=4)
    assert staff.tally.within(clicks=18, fields=2)


def _a_need_is_posted(visitor: Actor, letters: Letters) -> None:
    people.posts_a_need(visitor, CANTEEN)
    visitor.button("Se connecter ou créer un compte, puis envoyer")
    visitor.link("Créer un compte")
    people.opens_an_account(visitor, CANTEEN, letters)
    expect(visitor.page.get_by_role("combobox", name="Quoi")).to_have_value("légumes épluchés")
    visitor.tick("J’accepte")
    visitor.button("Envoyer l’annonce")
    visitor.reads("Sa référence")


def _both_agree(visitor: Actor, member: Actor) -> None:
    """Nothing says how to reach the other side before both agreed; then both sides see it."""
    visitor.page.reload()
    people.opens_the_notice(visitor, f"{PILOT} vous propose une mise en relation")
    visitor.reads(people.WORD)
    member.link("Mon espace")
    member.link("Mes mises en relation")
    member.link(POSTING)
    for actor, other in ((visitor, MEMBER), (member, CANTEEN.email)):
        actor.sees_nowhere(other)
        expect(people.contacts(actor)).to_have_count(0)
    visitor.button("Accepter la mise en relation")
    expect(people.contacts(visitor)).to_contain_text(MEMBER)
    people.opens_the_notice(member, f"{CANTEEN.organisation} accepte la mise en relation")
    expect(people.contacts(member)).to_contain_text(CANTEEN.email)


def _they_cooperate(visitor: Actor, member: Actor) -> None:
    shown = people.writes(member, MESSAGE)
    expect(shown).to_have_text(MESSAGE)
    expect(shown.locator("b")).to_have_count(0)
    people.declares_a_cooperation(member)
    people.opens_the_notice(visitor, re.compile("coopération"))
    expect(visitor.page.locator(".introduction-message__body")).to_have_text(MESSAGE)
    visitor.button("Confirmer cette coopération")
    visitor.reads("Coopération conclue")


def _everybody_sees_it(browser: Browser, site: str) -> None:
    """The cooperation is on both profiles and on the graph; how to reach people is nowhere."""
    anyone = Actor.enters(browser, site)
    anyone.link("Réseau")
    drawn = anyone.page.locator(".graph--network")
    expect(drawn.get_by_role("link", name=CANTEEN.organisation)).to_have_count(1)
    for mine, other in ((CANTEEN.organisation, PILOT), (PILOT, CANTEEN.organisation)):
        anyone.follow(drawn.get_by_role("link", name=mine))
        expect(anyone.page.locator("#cooperations")).to_contain_text(other)
        for secret in (CANTEEN.email, MEMBER, MESSAGE):
            anyone.sees_nowhere(secret)
        anyone.link("Réseau")
    assert anyone.problems == []
    anyone.page.context.close()


def test_an_organisation_is_prepared_in_three_minutes(
    browser: Browser, site: str, letters: Letters, say: Callable[[str], None]
):
    """On a telephone, by hand: the register of companies does not answer."""
    newcomer = Actor.enters(browser, site, "telephone")
    newcomer.link("Connexion")
    newcomer.link("Créer un compte")
    people.opens_an_account(newcomer, BAKERY, letters)
    newcomer.link("Commencer avec son SIRET")
    before = newcomer.count()
    newcomer.write("SIRET", BAKERY.siret)
    newcomer.button("Continuer")
    newcomer.reads("remplissez à la main")
    newcomer.write("Nom de l’organisation", BAKERY.organisation)
    newcomer.write(re.compile("^Commune"), "Grenoble")
    newcomer.button("Enregistrer et continuer")
    people.tells_the_trade(newcomer, "boulangerie", "Boulangerie")
    newcomer.reads("brouillon")
    done = newcomer.tally.since(before)
    say(f"onboarding: {done.told('telephone')}")
    say(f"onboarding, the account included: {newcomer.tally.told('telephone')}")
    assert done.within(clicks=9, fields=4)
    assert done.seconds("telephone") < THREE_MINUTES
    assert newcomer.problems == []
    newcomer.page.context.close()
