"""Benchmarks: one process, one thread, seeds fixed, equality checked before any time counts."""
