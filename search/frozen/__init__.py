"""Searches that can be cited: what one found at some moment, kept for ever."""
