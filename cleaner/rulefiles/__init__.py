"""Rule files: read, checked, kept, and which of them apply."""
