"""What Prometheus may ask: counters of all web processes, and the state of index and outbox."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections
from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from archive.operation import health

REQUESTS = Counter(
    "archive_requests", "Requests answered.", ["method", "route", "status"], registry=None
)
REQUEST_SECONDS = Histogram(
    "archive_request_seconds",
    "Time until the answer began.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=None,
)
SEARCH_SECONDS = Histogram(
    "archive_search_seconds",
    "Time that the engine took for a search.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5),
    registry=None,
)


class State:
    """Reads the state of database, index, outbox and disk whenever Prometheus asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        close_old_connections()
        parts = {"database": health.database(), "index": health.index()}
        for name, found in parts.items():
            text = f"Whether the {name} can be used."
            yield GaugeMetricFamily(f"archive_{name}_usable", text, "error" not in found)
        for name, text, value in (
            ("index_articles", "Articles in the index.", parts["index"].get("articles")),
            ("index_segments", "Segments of the index.", parts["index"].get("segments")),
            ("index_commit", "Number of the commit in use.", parts["index"].get("commit")),
            ("outbox_waiting", "Changes not in the index.", health.outbox().get("waiting")),
            ("disk_free_bytes", "Space left for the index.", health.disk().get("free")),
        ):
            if value is not None:
                yield GaugeMetricFamily(f"archive_{name}", text, value)
        close_old_connections()


def serve(folder: Path) -> None:
    """Answer Prometheus in a thread of this process, the worker; raises OSError for a taken port.

    `folder` is where the web processes keep their counters.
    """
    folder.mkdir(parents=True, exist_ok=True)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    registry.register(State())
    start_http_server(settings.METRICS_PORT, settings.METRICS_LISTEN_ON, registry)
