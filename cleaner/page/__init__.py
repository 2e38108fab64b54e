"""A page to the text of its article, with what the page says of itself."""
