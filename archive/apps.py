"""The archive as a Django app."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "archive"

    def ready(self) -> None:
        from archive import references, tombstones  # noqa: F401  (connect signal receivers)
        from archive.operation import checks  # noqa: F401  (registers them)
