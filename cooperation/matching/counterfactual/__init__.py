"""Counterfactuals: why not, what if, and whose absence costs most. Nothing is ever changed."""
