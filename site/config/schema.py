"""The GraphQL roots of the packages, joined."""

import graphene

from cooperation.graphql.schema import CooperationQuery
from pacte.graphql.schema import PacteQuery


class Query(CooperationQuery, PacteQuery):
    """Lecture seule : tout ce qui est public dans le pacte et rien d’autre."""


schema = graphene.Schema(query=Query)
