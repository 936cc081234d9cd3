"""One's own messages, and by what ways one hears of what."""
