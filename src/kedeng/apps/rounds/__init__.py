"""Rounds, windows, policy profiles, code lists, number codes."""
