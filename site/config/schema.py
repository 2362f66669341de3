"""The GraphQL roots of the packages, joined."""
