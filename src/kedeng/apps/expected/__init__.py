"""What ought to be registered and whether it is; who will be late (process.md B1, d2)."""
