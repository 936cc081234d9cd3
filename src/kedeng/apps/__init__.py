"""The rooms: each speaks through queries.py (reads) and actions.py (writes)."""
