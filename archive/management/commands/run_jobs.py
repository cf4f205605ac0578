"""Does the jobs that were asked for in the admin, and ends; the worker starts it."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from archive import jobs
from archive.importing import uploading
from archive.models import Job
from archive.tagging import proposing

WORK: dict[str, jobs.Work] = {
    Job.Kind.PREVIEW: uploading.preview,
    Job.Kind.IMPORT: uploading.bring_in,
    Job.Kind.UNDO: uploading.undo,
    Job.Kind.SUGGEST: proposing.propose,
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--linger", type=float, default=0, help="seconds to wait for more when nothing is left"
        )

    def handle(self, *args: Any, linger: float, **options: Any) -> None:
        jobs.run_all(WORK, linger)
