"""The ground: plain Python that knows no word of the domain."""
