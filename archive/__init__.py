"""The site and its articles."""

# What frozen searches tell of the software that made them; CHANGELOG.md says what is in it.
VERSION = "0.1.dev"
