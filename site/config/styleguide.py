"""The style guide: every component in every state, with data that exist nowhere else."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView


class SampleForm(forms.Form):
    title = forms.CharField(label=_("Titre de l’annonce"), help_text=_("En quelques mots."))
    quantity = forms.DecimalField(
        label=_("Quantité"),
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    unit = forms.ChoiceField(label=_("Unité"), choices=[("kg", "kg"), ("l", "litres")])
    start = forms.DateField(
        label=_("À partir du"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    side = forms.ChoiceField(
        label=_("Vous proposez ou vous cherchez ?"),
        choices=[("offer", _("Je propose")), ("need", _("Je cherche"))],
        widget=forms.RadioSelect,
    )
    labels = forms.MultipleChoiceField(
        label=_("Labels exigés"),
        choices=[("ab", _("Agriculture biologique")), ("local", _("Circuit court"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Rien de coché : tous conviennent."),
    )
    text = forms.CharField(label=_("Description"), widget=forms.Textarea, required=False)
    agree = forms.BooleanField(label=_("Je représente cette organisation."))


OPTIONS = [
    {"value": "producer", "label": "Producteur", "count": 42, "selected": True},
    {"value": "siae", "label": "Structure d’insertion (SIAE)", "count": 31, "selected": False},
    {"value": "canteen", "label": "Restauration collective", "count": 18, "selected": False},
]
CRITERIA = [
    {"label": "Même ressource", "value": 30, "max": 30, "detail": "pain invendu"},
    {"label": "Quantité couverte", "value": 16.5, "max": 25, "detail": "40 kg sur 60 kg"},
    {"label": "Distance", "value": 18, "max": 20, "detail": "3,2 km"},
    {"label": "Saison", "value": 4, "max": 15, "detail": "2 mois sur 8"},
    {"label": "Utilité sociale", "value": 6, "max": 10, "detail": ""},
]
PARTIES = [
    {
        "name": "Fournil fictif des Cimes",
        "url": "#",
        "role": "Donne ses invendus",
        "side": "offer",
        "flow": "40 kg de pain par semaine",
    },
    {
        "name": "Brasserie fictive du Drac",
        "url": "#",
        "role": "En fait de la bière",
        "side": "need",
    },
]
CHAIN = [
    PARTIES[0],
    {
        "name": "Collecte fictive à vélo",
        "url": "#",
        "role": "Transporte",
        "side": "",
        "flow": "38 kg",
    },
    PARTIES[1],
]
VALUES = [
    (56, 182, "2022", 8),
    (243, 150, "2023", 22),
    (430, 121, "2024", 35),
    (616, 77, "2025", 55),
]
NODES = [
    {"x": 120, "y": 90, "kind": 1, "label": "Fournil"},
    {"x": 330, "y": 60, "kind": 3, "label": "Brasserie"},
    {"x": 520, "y": 130, "kind": 2, "label": "Cantine"},
    {"x": 300, "y": 190, "kind": 5, "label": "Collecte"},
]


TABS = [
    {"label": "Liste", "url": "#", "icon": "list", "current": True},
    {"label": "Carte", "url": "#", "icon": "map", "current": False},
]
STEPS = [
    {"title": "Annonce publiée", "date": "2 mars", "text": "", "done": True},
    {"title": "Mise en relation", "date": "9 mars", "text": "Acceptée par les deux.", "done": True},
    {"title": "Accord", "date": "", "text": "", "done": False},
]


def headers() -> list[dict[str, Any]]:
    return [
        {"label": "Organisation", "numeric": False},
        {"label": "Commune", "numeric": False},
        {"label": "Offres", "numeric": True},
    ]


def rows() -> list[list[dict[str, Any]]]:
    table = [("Fournil fictif des Cimes", "Échirolles", 4), ("Verger fictif", "Bernin", 12)]
    return [
        [{"value": name, "url": "#"}, {"value": place}, {"value": count, "numeric": True}]
        for name, place, count in table
    ]


class StyleGuideView(TemplateView):
    template_name = "styleguide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        points = [{"x": x, "y": y, "label": year, "value": v} for x, y, year, v in VALUES]
        return super().get_context_data(
            form=SampleForm(),
            bad_form=SampleForm({"quantity": "douze", "unit": "kg"}, auto_id="bad_%s"),
            page_obj=Paginator(range(200), 10).page(7),
            options=OPTIONS,
            criteria=CRITERIA,
            total=74.5,
            parties=PARTIES,
            chain=CHAIN,
            points=points,
            ticks=[{"y": 200, "label": "0"}, {"y": 120, "label": "35"}, {"y": 40, "label": "70"}],
            nodes=NODES,
            target={"y": 86, "label": "Cible 2026 : 50 %"},
            chips=[{"label": "Commune : Échirolles", "url": "#"}, {"label": "SIAE", "url": "#"}],
            kinds=["Producteur", "Artisan"],
            tabs=TABS,
            crumbs=[{"title": "Le projet", "url": "#"}],
            checks=["Le pain est-il tranché ?", "Qui le transporte ?"],
            steps=STEPS,
            today=date(2026, 3, 12),
            headers=headers(),
            rows=rows(),
            **kwargs,
        )


class ErrorPageView(TemplateView):
    """Show an error page as visitors would see it, with its own status."""

    def get_template_names(self) -> list[str]:
        return [f"{self.kwargs['name']}.html"]

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, status=int(self.kwargs["name"][:3]), **kwargs)
