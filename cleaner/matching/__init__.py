"""Where rules hold in a document."""
