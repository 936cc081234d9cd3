"""The pages: one area per audience. No rules of their own: they ask queries, actions and policy."""
