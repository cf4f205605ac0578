"""Looks up anew which issues all references mean; what curators chose stays."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from archive.models import Reference
from archive.references import resolve

REFERENCES_A_TRANSACTION = 1_000


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        keys = list(Reference.objects.order_by("pk").values_list("pk", flat=True))
        before = Reference.objects.exclude(issue=None).count()
        bar = tqdm(total=len(keys), disable=not sys.stderr.isatty(), leave=False)
        for start in range(0, len(keys), REFERENCES_A_TRANSACTION):
            portion = keys[start : start + REFERENCES_A_TRANSACTION]
            with transaction.atomic():
                resolve(Reference.objects.filter(pk__in=portion))
            bar.update(len(portion))
        after = Reference.objects.exclude(issue=None).count()
        self.stdout.write(f"{after:,} of {len(keys):,} lead to an issue; before {before:,} did.")
