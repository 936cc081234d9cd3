"""The assembled service: settings, addresses, checks. Nothing imports it but the outside."""
