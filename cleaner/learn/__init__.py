"""Rule files from raw texts."""
