"""Applications of people and institutions that have no account yet."""
