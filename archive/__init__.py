"""The site and its articles."""
