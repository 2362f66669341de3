"""Who and where: organisations, territories, the roadmap of the pact and its pages."""
