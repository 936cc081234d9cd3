"""Edition 2025 of the three forms (forms.md 1–5). Not released yet, so it may still change.

A field shared by several forms stands once, in the module of its section; each form's own module
says what differs: the row of forms.md that it answers to, and what that row is known from.
"""
