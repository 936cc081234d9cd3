"""Inbox, mail and short messages, driven by history alone; nobody sends from inside an action."""
