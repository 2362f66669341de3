"""The served site: settings, addresses, and the joined GraphQL schema."""
