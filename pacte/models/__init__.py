"""The tables of the pact: one concept a module."""

from pacte.models.contours import Contour, ContourKind
from pacte.models.imports import LoadedRow
from pacte.models.indicators import Indicator, IndicatorValue
from pacte.models.mail import Notification, NotificationPreference, OutgoingMail
from pacte.models.organisation_parts import (
    Authorisation,
    LogoProposal,
    Membership,
    OrganisationLink,
)
from pacte.models.organisations import Organisation
from pacte.models.pages import (
    ArticleCategory,
    ArticleIndexPage,
    ArticlePage,
    EventIndexPage,
    EventPage,
    HomePage,
    PlacePage,
    StandardPage,
)
from pacte.models.people import Claim, Consent, Favourite, Invitation, Person
from pacte.models.places import Building, Place
from pacte.models.reference import Kind, Label, Role, Theme
from pacte.models.roadmap import Action, Commitment, Objective
from pacte.models.territories import Commune, Epci, Zone

__all__ = [
    "Action",
    "ArticleCategory",
    "ArticleIndexPage",
    "ArticlePage",
    "Authorisation",
    "Building",
    "Claim",
    "Commitment",
    "Commune",
    "Consent",
    "Contour",
    "ContourKind",
    "Epci",
    "EventIndexPage",
    "EventPage",
    "Favourite",
    "HomePage",
    "Indicator",
    "IndicatorValue",
    "Invitation",
    "Kind",
    "Label",
    "LoadedRow",
    "LogoProposal",
    "Membership",
    "Notification",
    "NotificationPreference",
    "Objective",
    "Organisation",
    "OrganisationLink",
    "OutgoingMail",
    "Person",
    "Place",
    "PlacePage",
    "Role",
    "StandardPage",
    "Theme",
    "Zone",
]
