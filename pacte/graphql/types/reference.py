"""Short reference lists: kinds, roles, labels and themes by their code and name."""

import graphene

from pacte.graphql.types.enums import LabelFamily

CODE = "Code stable, pour les filtres."


class Kind(graphene.ObjectType):
    """Ce qu’est une organisation ; elle peut être plusieurs choses à la fois."""

    code = graphene.String(required=True, description=CODE)
    name = graphene.String(required=True, description="Nom en français.")


class Role(graphene.ObjectType):
    """Ce que fait une organisation dans le pacte."""

    code = graphene.String(required=True, description=CODE)
    name = graphene.String(required=True, description="Nom en français.")


class Label(graphene.ObjectType):
    """Label ou certification tenus par une organisation ou une offre."""

    code = graphene.String(required=True, description=CODE)
    name = graphene.String(required=True, description="Nom en français.")
    family = graphene.Field(LabelFamily, required=True, description="Famille du label.")
    counts_for_egalim = graphene.Boolean(
        required=True, description="Vrai si le label compte pour les objectifs EGalim."
    )


class ThemeReference(graphene.ObjectType):
    """Thème du pacte, par son code ; voir « themes » pour la feuille de route."""

    code = graphene.String(required=True, description=CODE)
    name = graphene.String(required=True, description="Nom en français.")
