"""Proposes tags for all articles, as a job that a curator asked for."""

from collections import Counter

from archive.jobs import Progress
from archive.models import Article, Job
from archive.tagging.suggesting import Readers, suggest


def propose(job: Job, progress: Progress) -> None:
    """Read all articles for known names; cancelled, what was proposed so far stays."""
    articles = Article.objects.exclude(state=Article.State.WITHDRAWN)
    total = articles.count()
    done: Counter[str] = Counter()
    progress.tell_now(0, total, "The names are being read.")
    for step in suggest(articles, Readers.of_database()):
        done += step
        progress.tell(done["articles"], total, in_words(done))
    progress.tell_now(done["articles"], total, in_words(done))


def in_words(done: Counter[str]) -> str:
    return (
        f"Read {done['articles']:,} articles: {done['new']:,} new suggestions,"
        f" {done['changed']:,} with other evidence, {done['dropped']:,} dropped."
    )
