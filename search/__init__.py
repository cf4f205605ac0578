"""Faceted full-text search over the articles of the archive."""
