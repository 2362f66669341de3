"""What staff teach the search: words that mean the same, and results to show first."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from pacte.admin.base import PactViewSet
from search.language.groups import MAX_WORDS
from search.lexicon import words_in
from search.models import PromotedResult, Synonym
from search.promoted import key_of
from search.saved_admin import SavedSearchViewSet
from search.words import terms_of

Keys = dict[tuple[str, ...], str]


def _keys(text: str) -> Keys:
    """Check each of some wordings, and give them by what they have in common with a search."""
    found: Keys = {}
    for words in words_in(text):
        key = key_of(words)
        if not key:
            raise ValidationError(_("« %(words)s » ne contient aucun mot.") % {"words": words})
        if len(terms_of(words)) > MAX_WORDS:
            message = _("« %(words)s » est trop long : %(most)d mots au plus.")
            raise ValidationError(message % {"words": words, "most": MAX_WORDS})
        if key in found:
            message = _("« %(one)s » et « %(other)s » sont déjà la même recherche.")
            raise ValidationError(message % {"one": found[key], "other": words})
        found[key] = words
    return found


class SynonymForm(WagtailAdminModelForm):
    """At least two wordings, each with a word of its own."""

    def clean_words(self) -> str:
        text = str(self.cleaned_data["words"])
        found = _keys(text)
        if len(found) < 2:
            raise ValidationError(_("Donnez au moins deux mots, séparés par une virgule."))
        for words in found.values():
            if not terms_of(words):
                message = _("« %(words)s » est trop courant pour être cherché.")
                raise ValidationError(message % {"words": words})
        return ", ".join(found.values())


class PromotedResultForm(WagtailAdminModelForm):
    """At least one wording, and an address of the site or of the web."""

    def clean_words(self) -> str:
        return ", ".join(_keys(str(self.cleaned_data["words"])).values())

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        if not is_address(url):
            message = _("« %(url)s » n’est pas une adresse : commencez par « / » ou « https:// ».")
            raise ValidationError(message % {"url": url})
        return url


def is_address(url: str) -> bool:
    """Say whether an address leads somewhere on the site, or to a secure site of the web."""
    if "\\" in url or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme or parts.netloc:
        return parts.scheme == "https" and bool(parts.hostname)
    return url.startswith("/")


class SynonymViewSet(PactViewSet):
    """Words that mean the same, in force within seconds."""

    model = Synonym
    icon = "list-ul"
    list_display = ["words", "is_active", "updated_at"]
    list_filter = ["is_active"]
    search_fields = ["words"]
    list_export = ["words", "is_active"]
    export_filename = "synonymes"
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=gettext_lazy(
                    "Qui cherche l’un de ces mots trouve aussi les autres, en quelques secondes. "
                    "Accents, pluriels et majuscules ne comptent pas."
                )
            ),
            FieldPanel("words"),
            FieldPanel("is_active"),
        ],
        base_form_class=SynonymForm,
    )


class PromotedResultViewSet(PactViewSet):
    """Results shown before all the others, for some searches."""

    model = PromotedResult
    icon = "pick"
    list_display = ["title", "words", "url", "is_active"]
    list_filter = ["is_active"]
    search_fields = ["title", "words", "url"]
    list_export = ["title", "words", "url", "summary", "is_active"]
    export_filename = "resultats-mis-en-avant"
    edit_handler = ObjectList(
        [
            FieldPanel("words"),
            FieldPanel("title"),
            FieldPanel("url"),
            FieldPanel("summary"),
            FieldPanel("is_active"),
        ],
        base_form_class=PromotedResultForm,
    )


class SearchGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Recherche")
    menu_icon = "search"
    menu_order = 150
    items = (SynonymViewSet, PromotedResultViewSet, SavedSearchViewSet)
