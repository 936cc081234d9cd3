"""Pages of who manages: the tree below, users and their rights, and who granted what."""
