"""Reads bulletins, JSON Lines and CSV, and brings their records into the archive."""
