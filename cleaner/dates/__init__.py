"""Printed dates to ISO 8601."""
