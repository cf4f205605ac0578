"""The list of texts that may be in the archive twice, compared side by side."""

from difflib import SequenceMatcher

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join

from archive.admin.lists import ReadOnlyList, link_to_record
from archive.models import Article, SimilarTexts, TextPrint

# Comparing takes time in the square of the words.
WORDS_COMPARED = 3_000


@admin.register(SimilarTexts)
class SimilarTextsAdmin(ReadOnlyList):
    list_display = ["__str__", "first", "second", "alike", "state"]
    list_display_links = ["__str__"]
    list_filter = ["state", "one__publication"]
    list_select_related = ["one__publication", "other__publication"]
    search_fields = ["one__title", "other__title"]
    search_help_text = "Title of one of the two"
    fields = ["first", "second", "alike", "state", "curator", "compared"]
    actions = ["both_stay", "open_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[SimilarTexts]:
        unread = [f"{side}__{name}" for side in ("one", "other") for name in ("raw", "imported")]
        return super().get_queryset(request).defer(*unread)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Who may change articles may say that two of them both stay."""
        return request.user.has_perm("archive.change_article")

    @admin.display(description="article")
    def first(self, pair: SimilarTexts) -> str:
        return _named(pair.one)

    @admin.display(description="earlier one")
    def second(self, pair: SimilarTexts) -> str:
        return _named(pair.other)

    @admin.display(description="alike", ordering="likeness")
    def alike(self, pair: SimilarTexts) -> str:
        return "the same words" if pair.likeness == 100 else f"{pair.likeness} %"

    @admin.display(description="what differs")
    def compared(self, pair: SimilarTexts) -> str:
        """Show both texts, marked where they differ."""
        one, other = (each.body.split()[:WORDS_COMPARED] for each in (pair.one, pair.other))
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        left = [(" ".join(one[a:b]), kind != "equal") for kind, a, b, _, _ in blocks]
        right = [(" ".join(other[c:d]), kind != "equal") for kind, _, _, c, d in blocks]
        return format_html(
            '<div class="texts"><div>{}</div><div>{}</div></div>', _marked(left), _marked(right)
        )

    @admin.action(description="Both stay", permissions=["decide"])
    def both_stay(self, request: HttpRequest, queryset: QuerySet[SimilarTexts]) -> None:
        self._decide(request, queryset, SimilarTexts.State.BOTH_STAY)

    @admin.action(description="Open again", permissions=["decide"])
    def open_again(self, request: HttpRequest, queryset: QuerySet[SimilarTexts]) -> None:
        self._decide(request, queryset, SimilarTexts.State.OPEN)

    def _decide(
        self, request: HttpRequest, pairs: QuerySet[SimilarTexts], state: SimilarTexts.State
    ) -> None:
        count = pairs.update(state=state, curator=request.user.pk)
        self.message_user(request, f"Now {state.label}: {count:,}.", messages.SUCCESS)


def _named(article: Article) -> str:
    return format_html(
        "{}<br>{}, {}", link_to_record(article), article.publication, article.date_in_words
    )


def _marked(pieces: list[tuple[str, bool]]) -> str:
    shown = (("<mark>{}</mark> " if differs else "{} ", text) for text, differs in pieces if text)
    return format_html_join("", "{}", ([format_html(form, text)] for form, text in shown))


@admin.register(TextPrint)
class TextPrintAdmin(ReadOnlyList):
    list_display = ["article", "words", "made"]
    list_select_related = ["article"]
    search_fields = ["=sha256"]
    ordering = ["-pk"]
