"""What ought to be registered, and who will be late: pages of units, departments, provinces."""
