"""The tree, people, rights, credentials."""
