"""What the audit of the pages would not let through."""

from playwright.sync_api import Browser

from tests.browser.test_pages import looked_at_everywhere, open_page

PAGE = """<!doctype html><html lang="fr"><title>Essai</title><style>
body {{ color: #111; background: #fff; }}
@media (prefers-color-scheme: dark) {{ body {{ color: {dark}; background: #222; }} }}
</style><main><h1>Essai</h1>{content}</main></html>"""


def found(browser: Browser, **given: str) -> set[str]:
    page = open_page(browser, 1280)
    page.set_content(PAGE.format(**{"dark": "#eee", "content": "<p>Un mot.</p>"} | given))
    told = {line.partition(": [")[0] for line in looked_at_everywhere(page)}
    page.context.close()
    return told


def test_a_sound_page_has_no_violation(browser: Browser):
    assert found(browser) == set()


def test_an_unreadable_colour_of_the_dark_scheme_is_found(browser: Browser):
    assert found(browser, dark="#333") == {
        "telephone, dark: color-contrast",
        "desktop, dark: color-contrast",
    }


def test_a_picture_without_words_is_found_behind_a_fold(browser: Browser):
    picture = "<details><summary>Plus</summary><img src='data:,' width='40' height='40'></details>"
    assert found(browser, content=picture) == {
        "telephone, light: image-alt",
        "desktop, light: image-alt",
    }
