"""How an article is cited: what a cataloguer knows of it, in one line."""

from archive.models import Article


def cite(article: Article, url: str) -> str:
    """Return author, title, publication, volume and issue, date and permanent address.

    A derived title stands in brackets; an inferred date is `about`; without authors the
    publisher stands for them.
    """
    given = article.title_basis == Article.TitleBasis.GIVEN
    title = f"“{article.title}”" if given else f"[{article.title}]"
    author = ", ".join(article.authors) or article.publication.publisher
    issue = article.issue
    number = f" vol. {issue.volume}, no. {issue.number}" if issue else ""
    parts = [author, title, f"{article.publication}{number}", article.date_in_words]
    return ", ".join(part for part in parts if part) + f". {url}"
