"""Finding: neutral queries, compiled to the engine in use."""
