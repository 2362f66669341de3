"""The pages of an account in a real browser, second factor included."""

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PASSWORD
from tests.browser.pages import ACCOUNT_PAGES, SECOND_FACTOR_PAGES
from tests.browser.test_pages import WIDTHS, looked_at_everywhere, open_page

MEMBER = "gestion@pacte-economique.example"


def test_axe_finds_no_violation_in_the_pages_of_an_account(browser: Browser, site: str):
    page = open_page(browser, WIDTHS["desktop"])
    log_in(page, site)
    page.wait_for_url("**/mon-espace/")
    for template, path in ACCOUNT_PAGES.items():
        page.goto(site + path)
        assert page.url == site + path, template
        assert looked_at_everywhere(page) == [], template
    page.context.close()


def test_a_second_factor_is_set_up_and_used(browser: Browser, site: str):
    page = open_page(browser, WIDTHS["desktop"])
    seen = set()

    def look(template: str) -> None:
        path = SECOND_FACTOR_PAGES[template]
        if page.url.partition("?")[0] != site + path:
            page.goto(site + path)
        assert page.url.partition("?")[0] == site + path
        assert looked_at_everywhere(page) == [], template
        seen.add(template)

    log_in(page, site)
    page.wait_for_url("**/mon-espace/")
    page.goto(site + SECOND_FACTOR_PAGES["mfa/totp/activate_form.html"])
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    look("mfa/totp/activate_form.html")
    assert page.locator(".account-qr").evaluate("image => image.naturalWidth > 0")
    page.fill("[name=code]", code_now(page.inner_text(".account-secret")))
    page.click("main button[type=submit]")
    look("mfa/recovery_codes/index.html")
    codes = page.locator(".account-codes code").all_inner_texts()
    look("mfa/recovery_codes/generate.html")
    look("mfa/reauthenticate.html")
    page.click("header form[action='/deconnexion/'] button")
    page.wait_for_url(f"{site}/")
    log_in(page, site)
    look("mfa/authenticate.html")
    page.fill("[name=code]", codes[0])
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/mon-espace/")
    page.goto(site + SECOND_FACTOR_PAGES["mfa/totp/deactivate_form.html"])
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    look("mfa/totp/deactivate_form.html")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/compte/second-facteur/")
    assert seen == set(SECOND_FACTOR_PAGES)
    page.context.close()


def log_in(page: Page, site: str) -> None:
    page.goto(f"{site}/connexion/?next=/mon-espace/")
    page.fill("[name=login]", MEMBER)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")


def code_now(secret: str) -> str:
    """Return what an application of codes would show."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))
