"""The whole life of a record."""
