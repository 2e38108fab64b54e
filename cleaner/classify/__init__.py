"""What no rule knows: each segment judged by its looks and its place."""
