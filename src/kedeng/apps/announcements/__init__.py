"""Official announcements of the bodies, and who has read them."""
