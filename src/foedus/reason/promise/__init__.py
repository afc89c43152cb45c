"""Promises of a settlement, from their wording to a verdict in words."""
