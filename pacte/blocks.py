"""Blocks of the editorial StreamFields, shared by pages, organisations and actions."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


class FigureBlock(blocks.StructBlock):
    """A key figure with what it counts and where it comes from."""

    value = blocks.CharBlock(label=_("Chiffre"), max_length=30)
    label = blocks.CharBlock(label=_("Ce qu’il compte"), max_length=120)
    source = blocks.CharBlock(label=_("Source et année"), max_length=160, required=False)

    class Meta:
        icon = "order"
        label = _("Chiffre clé")
        template = "pacte/blocks/figure.html"


class CaptionedImageBlock(blocks.StructBlock):
    """An image with its alternative text and an optional caption."""

    image = ImageChooserBlock(label=_("Image"))
    alternative = blocks.CharBlock(
        label=_("Texte de remplacement"),
        required=False,
        help_text=_("Ce que l’image apprend au lecteur ; vide si elle est décorative."),
    )
    caption = blocks.CharBlock(label=_("Légende et crédit"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "pacte/blocks/image.html"


class QuoteBlock(blocks.StructBlock):
    """A quotation with its source."""

    text = blocks.TextBlock(label=_("Citation"))
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Citation")
        template = "pacte/blocks/quote.html"


class CallBlock(blocks.StructBlock):
    """A link put forward as a button."""

    text = blocks.CharBlock(label=_("Texte du lien"), max_length=80)
    url = blocks.CharBlock(
        label=_("Adresse"), max_length=500, help_text=_("/annuaire/ ou https://…")
    )

    class Meta:
        icon = "link"
        label = _("Bouton")
        template = "pacte/blocks/call.html"


class BodyBlock(blocks.StreamBlock):
    """What editors can put in the body of a page, a profile or an action."""

    heading = blocks.CharBlock(
        label=_("Intertitre"), icon="title", template="pacte/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(label=_("Texte"), features=RICH_TEXT_FEATURES)
    image = CaptionedImageBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    call = CallBlock()
