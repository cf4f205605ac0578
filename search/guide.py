"""The help page: its examples are links to searches that find something in the sample bulletins."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from search.forms import WordsForm
from search.state import SearchState, read


class Example(NamedTuple):
    """What is typed or chosen, what it finds, and the parameters where it is more than words."""

    text: str
    meaning: str
    parameters: str = ""

    @property
    def state(self) -> SearchState:
        return read(self.parameters).state if self.parameters else SearchState(q=self.text)

    @property
    def is_typed(self) -> bool:
        return not self.parameters


class Section(NamedTuple):
    slug: str
    title: str
    lead: str
    examples: tuple[Example, ...]
    remark: str = ""


SECTIONS = (
    Section(
        "words",
        "Words and phrases",
        "Type the words that an article must contain. All of them have to be there, in the title "
        "or in the text, in any order.",
        (
            Example("caspian pipeline", "both words"),
            Example('"black sea fleet"', "the words side by side, in this order"),
            Example('"sevastopol fleet"~8', "near each other, with at most 8 words in between"),
            Example("negotiate", "in all its English forms: negotiated, negotiation"),
            Example("cease-fire", "with the hyphen and without: ceasefire"),
            Example("chechnya OR dagestan", "one of the words, or both"),
            Example("pipeline -baku", "the first word, without the second"),
            Example("(tbilisi OR baku) pipeline", "brackets hold words together"),
            Example(
                "gas debt transit theft",
                "any of the words instead of all",
                "q=gas+debt+transit+theft&match=any",
            ),
        ),
        "The sentence above the results tells in which other forms your words were found. "
        "Capitals, accents and the shape of quotation marks make no difference; only OR, AND and "
        "NOT must be capitals.",
    ),
    Section(
        "names",
        "Names in all their spellings",
        "Type a name as you know it, in any script. Actors and regions of the archive are found in "
        "all forms of their names, and the page says which forms were searched.",
        (
            Example("Гейдар Алиев", "also Haidar Aliev and Heydar Aliyev"),
            Example("Alexander Lukashenko", "also Lukashenka, as printed since 1997"),
            Example("Алиев Гейдар", "the surname may stand first"),
            Example("Путин В.В.", "with initials or patronymic, as footnotes write"),
            Example("Karimov", "several people are called so: the page offers each of them"),
            Example('"Heydar Aliyev"', "in quotation marks, this spelling only"),
        ),
        "While you type, the box suggests names, words and titles: choose with the arrow keys and "
        "Enter, or go on typing. Escape closes the list.",
    ),
    Section(
        "spelling",
        "When the spelling is uncertain",
        "Let a sign stand for the letters that you are not sure of.",
        (
            Example("peacekeep*", "every word that begins so: peacekeepers, peacekeeping"),
            Example("kara?a?h", "a question mark is one letter: Karabakh, Karabagh"),
            Example("karabakh~", "every word that differs by one letter at most: Karabagh"),
            Example("nazarbaev~2", "every word that differs by two letters at most"),
        ),
        "Patterns are compared with words as printed, in Latin letters. They begin with a letter, "
        "and a pattern that stands for more than a thousand words is refused.",
    ),
    Section(
        "fields",
        "Where it stands",
        "A field before a word, a phrase or a bracket says where to look, without a blank between.",
        (
            Example("title:kuchma", "in the title"),
            Example('body:"black sea fleet"', "in the text"),
            Example("title:(putin OR yeltsin)", "a bracket for several words"),
            Example(
                'actor:"Гейдар Алиев"', "articles tagged with an actor, by any form of the name"
            ),
            Example('region:"South Caucasus" pipeline', "on a region, or one that lies in it"),
            Example("outlet:turan", "articles that cite a news source"),
            Example("publication:caucasus-letter oil", "in one publication"),
            Example("issue:8/47", "in volume 8, number 47"),
            Example("election date:1999-10..2000-12", "from one day, month or year to another"),
            Example('summit date:"November 1999"', "as people write it, in quotation marks"),
        ),
    ),
    Section(
        "narrowing",
        "Region, actor, source and date",
        "Beside the results stand the regions, actors, publications and news sources of the "
        "articles found, each with its number of articles. Choose one to narrow the search. "
        "Another of the same kind widens it, to articles with either: it says “or” and how many "
        "it adds; “both” leads to the articles that have the two.",
        (
            Example("South Caucasus", "with all regions that lie in it", "region=south-caucasus"),
            Example("Armenia or Georgia", "one of two regions", "region=armenia&region=georgia"),
            Example(
                "gas, not Russia",
                "without the articles tagged so (not-region in the address)",
                "q=gas&not-region=russia",
            ),
            Example("reported by Turan", "that cite a source", "outlet=turan"),
            Example("October 1999 to March 2000", "both included", "from=1999-10&to=2000-03"),
        ),
        "“Exclude” opens what takes a value's articles away. “Show all” lists every value, A to Z "
        "or by number, and finds one by a part of its name in any script. “Search within these” "
        "keeps what was chosen, “New search” leaves it.",
    ),
    Section(
        "dates",
        "Dates that are not certain",
        "Many bulletins carry no date. Where one could be worked out from the newest source that "
        "an item cites, it is shown as “about” that day and found like any other.",
        (
            Example("only certain dates", "stated in print, to the day", "dates=certain"),
            Example("only undated articles", "that no limit of date finds", "undated=1"),
        ),
    ),
    Section(
        "order",
        "The order of the results",
        "The articles that say most about your words stand first: rare words weigh more than "
        "common ones, and words in the title more than those in the text.",
        (
            Example("pipeline^3 caspian", "the first word weighs three times as much"),
            Example("russia, oldest first", "in the order of dates", "q=russia&sort=oldest"),
        ),
    ),
)


def page(request: HttpRequest) -> HttpResponse:
    context = {"sections": SECTIONS, "words_form": WordsForm(SearchState())}
    return render(request, "search/help.html", context)
