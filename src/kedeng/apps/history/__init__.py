"""What happened, append-only; also the outbox."""
