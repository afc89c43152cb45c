"""Reasoning over a settlement: questions, coverage, what the text leaves silent, promises."""
