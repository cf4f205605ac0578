"""The archive as JSON: searches, articles, issues and records, as `docs/api.md` promises."""
