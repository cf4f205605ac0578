import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.importing import bulletins

HEADER = "Publication: Monitor Volume: 7 Issue: 40"
FOOTER = "The Monitor is a publication of the Jamestown Foundation. Write to us."
SENTENCE = "The ferry was late again"
KEYS = (
    "publication volume issue title date date_basis body sources references boilerplate warnings"
).split()


def item(*paragraphs, header=HEADER):
    return "\n\n".join([header, *paragraphs])


def only(text):
    """Parse a text that holds one item."""
    [bulletin] = bulletins.parse(text)
    return bulletin


def noted(note, **how):
    """Parse one sentence with a note."""
    return only(item(f"{SENTENCE} ({note}).", **how))


def test_a_letter_with_its_accent_becomes_one_character():
    assert only(item("The Cafe\u0301 closed.")).body == "The Caf\u00e9 closed."


def sources(bulletin):
    return {source.outlet: source.dates for source in bulletin.sources}


def days(bulletin):
    return [(reference.publication, reference.date) for reference in bulletin.references]


# What a bulletin becomes


def test_a_record_has_the_keys_of_the_contract_in_order():
    assert list(noted("Turan, May 1, 2000").as_record()) == KEYS


def test_a_record_holds_plain_lists_and_texts():
    record = noted("Turan, May 1, 2000; see the Monitor, May 2, 2000").as_record()
    assert record["sources"] == [{"outlet": "Turan", "dates": ["2000-05-01"]}]
    assert record["references"] == [{"publication": "Monitor", "date": "2000-05-02"}]


def test_a_whole_item_is_read():
    text = item("FERRIES STOP.", f"{SENTENCE} (Turan, May 1, 2000).", FOOTER)
    bulletin = only(text)
    assert (bulletin.publication, bulletin.volume, bulletin.issue) == ("Monitor", 7, 40)
    assert (bulletin.title, bulletin.body) == ("FERRIES STOP", f"{SENTENCE} (Turan, May 1, 2000).")
    assert (bulletin.date, bulletin.boilerplate) == ("2000-05-02?", FOOTER)
    assert (bulletin.raw, bulletin.line, bulletin.warnings) == (text, 1, [])


def test_the_example_of_the_manual_is_true():
    manual = Path(__file__).parents[3] / "docs" / "bulletins.md"
    example, record = re.findall(r"```\w+\n(.*?)```", manual.read_text("utf-8"), re.DOTALL)
    assert only(example).as_record() == json.loads(record)


# Rule 1, headers and items


@pytest.mark.parametrize(
    "header",
    [
        "Publication:MonitorVolume:7Issue:40",
        "Publication:\tMonitor \t Volume:   7\tIssue:  40  ",
        "  Publication : Monitor Volume : 7 Issue : 40",
    ],
)
def test_the_labels_of_a_header_stand_in_any_space(header):
    bulletin = only(item("It rained.", header=header))
    assert (bulletin.publication, bulletin.volume, bulletin.issue) == ("Monitor", 7, 40)


def test_a_publication_may_have_several_words():
    header = "Publication: Fortnight  in Review Volume: 1 Issue: 2"
    assert only(header).publication == "Fortnight in Review"


@pytest.mark.parametrize("text", [f"{HEADER}\nIt rained.", f"{HEADER} It rained."])
def test_text_may_follow_at_once(text):
    assert only(text).body == "It rained."


@pytest.mark.parametrize("word", ["VII", "7a", "7,", "-7", "9999999999"])
def test_a_volume_that_is_no_number_is_null_with_a_warning(word):
    bulletin = only(f"Publication: Monitor Volume: {word} Issue: 40")
    assert (bulletin.volume, bulletin.issue) == (None, 40)
    assert bulletin.warnings == [f"the header gives no number as volume: “{word}”"]


def test_an_issue_that_is_no_number_is_null_with_a_warning():
    bulletin = only("Publication: Monitor Volume: 7 Issue: 40-41")
    assert (bulletin.volume, bulletin.issue, len(bulletin.warnings)) == (7, None, 1)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Publication: Volume: 7 Issue: 40", (None, 7, 40)),
        ("Volume: 7 Issue: 40", (None, 7, 40)),
        ("Publication: Monitor Volume: Issue: 40", ("Monitor", None, 40)),
        ("Publication: Monitor Volume: 7", ("Monitor", 7, None)),
    ],
)
def test_what_a_header_lacks_is_null(header, values):
    bulletin = only(header)
    assert (bulletin.publication, bulletin.volume, bulletin.issue) == values


def test_without_a_header_there_is_one_item():
    bulletin = only("It rained.\n\nThen it stopped.")
    assert (bulletin.publication, bulletin.volume, bulletin.issue) == (None, None, None)
    assert bulletin.body == "It rained.\n\nThen it stopped."


@pytest.mark.parametrize("line", ["He said: Publication: A Volume: 1 Issue: 2", "Publication: A"])
def test_prose_is_no_header(line):
    assert only(line).body == line


def test_a_file_may_hold_several_items():
    first, second = bulletins.parse(item("It rained.") + "\n\n" + item("It snowed."))
    assert (first.body, second.body) == ("It rained.", "It snowed.")
    assert (first.line, second.line) == (1, 5)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \t\n", "\r\n\r\n"])
def test_an_item_begins_at_the_headline_before_its_header(gap):
    first, second = bulletins.parse(f"{item('It rained.')}\n\nSNOW!{gap}{item('It snowed.')}")
    assert (first.body, first.title) == ("It rained.", "")
    assert (second.title, second.line) == ("SNOW!", 5)
    assert second.raw.startswith("SNOW!")


def test_a_headline_further_above_the_header_belongs_to_the_item_before():
    first, second = bulletins.parse(f"{item('It rained.')}\n\nSNOW!\n\n\n{item('It snowed.')}")
    assert (first.body, second.title) == ("It rained.\n\nSNOW!", "")


def test_text_before_the_first_header_is_an_item_of_its_own():
    first, second = bulletins.parse("\nIt rained.\n\n" + item("It snowed."))
    assert (first.publication, first.body, first.line) == (None, "It rained.", 2)
    assert (second.publication, second.body, second.line) == ("Monitor", "It snowed.", 4)


# Rule 2, headlines


@pytest.mark.parametrize("text", [f"RAIN\n\n{item('It rained.')}", item("RAIN", "It rained.")])
def test_a_headline_stands_before_the_header_or_after_it(text):
    bulletin = only(text)
    assert (bulletin.title, bulletin.body) == ("RAIN", "It rained.")


def test_with_a_headline_before_and_after_the_first_is_the_title():
    bulletin = only(f"RAIN\n\n{item('SNOW', 'It rained.')}")
    assert (bulletin.title, bulletin.body) == ("RAIN", "SNOW\n\nIt rained.")


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("RAIN.", "RAIN"), ("RAIN?", "RAIN?"), ("RAIN…", "RAIN…"), ("…RAIN.", "…RAIN"),
        ("RAIN..", "RAIN."), ("BAKU’S  RAIN, 1999", "BAKU’S RAIN, 1999"),
    ],
)  # fmt: skip
def test_a_title_loses_one_full_stop_only(printed, title):
    assert only(item(printed, "It rained.")).title == title


@pytest.mark.parametrize("count", [20, 21])
def test_a_headline_has_at_most_twenty_words(count):
    words = " ".join(["RAIN"] * count)
    assert only(item(words, "It rained.")).title == (words if count == 20 else "")


@pytest.mark.parametrize("line", ["Rain in Baku.", "RAIN iN BAKU", "1999", "* * *"])
def test_a_line_that_is_not_in_capitals_is_no_headline(line):
    bulletin = only(item(line, "It rained."))
    assert (bulletin.title, bulletin.body) == ("", f"{line}\n\nIt rained.")


def test_a_line_in_capitals_inside_a_paragraph_is_no_headline():
    assert only(item("RAIN\nfell on Baku.")).title == ""


def test_a_later_line_in_capitals_is_body():
    assert only(item("It rained.", "RAIN", "It snowed.")).title == ""


# Rule 3, footers


@pytest.mark.parametrize("name", ["The Monitor", "Monitor", "the Monitor", "Fortnight in Review"])
def test_a_footer_goes_from_its_paragraph_to_the_next_item(name):
    footer = f"{name} is a publication of the Jamestown Foundation. Write."
    bulletin = only(item("It rained.", footer, "More (Turan, May 1, 2000)."))
    assert bulletin.body == "It rained."
    assert bulletin.boilerplate == f"{footer}\n\nMore (Turan, May 1, 2000)."
    assert (bulletin.sources, bulletin.date) == ([], None)


def test_every_item_has_its_own_footer():
    text = "\n\n".join([item("It rained.", FOOTER), "SNOW", item("It snowed.", FOOTER)])
    first, second = bulletins.parse(text)
    assert first.boilerplate == second.boilerplate == FOOTER
    assert (first.body, second.title, second.body) == ("It rained.", "SNOW", "It snowed.")


@pytest.mark.parametrize(
    "line", ["Copyright (c) 1999 The Foundation", "Unauthorized reproduction is forbidden."]
)
def test_a_line_of_rights_is_boilerplate_wherever_it_stands(line):
    bulletin = only(item(f"It rained.\n{line}", "It snowed."))
    assert (bulletin.body, bulletin.boilerplate) == ("It rained.\n\nIt snowed.", line)


def test_a_sentence_about_a_publication_is_no_footer():
    text = "He said that the Monitor is a publication of the Jamestown Foundation."
    assert only(item(text)).body == text


def test_rights_in_capitals_are_no_headline():
    assert only(item("COPYRIGHT (C) 1999", "It rained.")).title == ""


# Rule 4, the next item's headline left at the tail


@pytest.mark.parametrize("tail", ["Moscow Sends a New Ferry.", "Will Baku Buy Ferries?"])
def test_the_next_headline_at_the_tail_is_dropped_with_a_warning(tail):
    bulletin = only(item("It rained.", tail, FOOTER))
    assert bulletin.body == "It rained."
    assert bulletin.warnings == [f"the next item's headline was dropped from the end: {tail}"]


@pytest.mark.parametrize(
    "tail",
    [
        "Moscow Sends a New Ferry",  # no full stop
        "Moscow Sends a New Ferry!",
        "Moscow sends another Ferry.",  # half of the four long words
        "It is so.",  # no long word
        " ".join(["Ferry"] * 13) + ".",
        "Moscow Sends Ferries (Turan, May 1, 2000).",
        "1. Interfax, Reuter, December 28, 1999.",
    ],
)
def test_other_last_paragraphs_stay(tail):
    assert only(item("It rained.", tail)).body == f"It rained.\n\n{tail}"


def test_a_tail_of_twelve_words_is_dropped():
    assert only(item("It rained.", "Ferry " * 11 + "Ferry.")).body == "It rained."


def test_the_only_paragraph_is_never_dropped():
    bulletin = only(item("RAIN", "Moscow Sends a New Ferry."))
    assert (bulletin.body, bulletin.warnings) == ("Moscow Sends a New Ferry.", [])


# Rule 5, source notes


def test_every_outlet_of_a_group_has_all_its_days():
    both = ["2000-12-26/2000-12-30", "2001-01-02"]
    note = "Turan, Zerkalo (Baku), December 26-30, 2000, January 2; RIA, January 4"
    assert sources(noted(note)) == {
        "Turan": both, "Zerkalo (Baku)": both, "RIA": ["2001-01-04"],
    }  # fmt: skip


def test_an_outlet_after_a_day_begins_a_group():
    found = sources(noted("Turan, May 1, RIA, May 2, 2000"))
    assert found == {"Turan": ["2000-05-01"], "RIA": ["2000-05-02"]}


@pytest.mark.parametrize("dash", "-–—")
def test_ranges_stay_ranges(dash):
    found = sources(noted(f"Turan, April 30{dash}May 2, 2000"))
    assert found == {"Turan": ["2000-04-30/2000-05-02"]}


def test_impossible_days_are_omitted_with_a_warning():
    bulletin = noted("Turan, June 31, 2000, July 1; RIA, June 31")
    assert sources(bulletin) == {"Turan": ["2000-07-01"], "RIA": []}
    assert bulletin.warnings[0] == "June 31, 2000 is no day of the calendar: left out"


def test_an_impossible_day_still_states_its_year():
    assert sources(noted("Turan, May 1, June 31, 1999")) == {"Turan": ["1999-05-01"]}


def test_notes_stay_in_the_body_as_printed():
    assert noted("Turan,  June6-8").body == f"{SENTENCE} (Turan, June6-8)."


def test_numbered_notes_at_the_end_are_notes_of_their_own():
    bulletin = only(item(SENTENCE, "1. Interfax, Reuter, December 28, 1999\n2. BNS, May 3, 2000"))
    assert sources(bulletin) == {
        "Interfax": ["1999-12-28"], "Reuter": ["1999-12-28"], "BNS": ["2000-05-03"],
    }  # fmt: skip
    assert bulletin.body.endswith("1. Interfax, Reuter, December 28, 1999 2. BNS, May 3, 2000")


# Rule 6, references


def test_each_day_is_one_reference():
    bulletin = noted("see also the Monitor, May 1, September 2, October 2, 24, 2000")
    expected = ["2000-05-01", "2000-09-02", "2000-10-02", "2000-10-24"]
    assert days(bulletin) == [("Monitor", day) for day in expected]


def test_a_range_refers_to_each_of_its_days():
    bulletin = noted("see Prism, December 31-January 2, 2001")
    assert [day for _, day in days(bulletin)] == ["2000-12-31", "2001-01-01", "2001-01-02"]


def test_a_year_at_the_end_of_the_list_walks_backwards_over_a_new_year():
    bulletin = noted("see the Monitor, November 30, January 5, 2001")
    assert [day for _, day in days(bulletin)] == ["2000-11-30", "2001-01-05"]


def test_references_count_wherever_the_bracket_stands():
    bulletin = only(item("It (see Chechnya Weekly, January 21, 2000) rained."))
    assert days(bulletin) == [("Chechnya Weekly", "2000-01-21")]


@pytest.mark.parametrize("where", ["above", "below"])
def test_see_above_refers_to_nothing(where):
    bulletin = noted(f"see {where}")
    assert (bulletin.references, bulletin.sources, bulletin.warnings) == ([], [], [])


def test_references_never_become_sources():
    assert noted("see the Monitor, May 1, 2000").sources == []


@pytest.mark.parametrize("date_line", ["Date: January 5, 2001", "2001-01-05"])
def test_without_a_year_a_reference_is_the_latest_such_day(date_line):
    bulletin = only(item(date_line, f"{SENTENCE} (see the Monitor, May 1, January 5, 6)."))
    assert [day for _, day in days(bulletin)] == ["2000-05-01", "2001-01-05", "2000-01-06"]


def test_an_inferred_date_dates_references_too():
    bulletin = noted("Turan, January 4, 2001; see the Monitor, December 30-January 2, January 6")
    assert days(bulletin)[0] == ("Monitor", "2000-12-30")
    assert days(bulletin)[-2:] == [("Monitor", "2001-01-02"), ("Monitor", "2000-01-06")]


def test_without_a_date_a_reference_is_of_the_year_of_the_volume():
    assert days(noted("see Prism, November 30, January 5")) == [
        ("Prism", "2000-11-30"), ("Prism", "2001-01-05"),
    ]  # fmt: skip


def test_a_reference_without_any_year_is_omitted_with_a_warning():
    bulletin = only(f"{SENTENCE} (see the Monitor, May 1).")
    assert bulletin.references == []
    assert bulletin.warnings == ["nothing tells the year of May 1: left out"]


def test_a_range_that_nobody_means_is_omitted_with_a_warning():
    bulletin = noted("see the Monitor, January 1-December 31, 2000")
    assert bulletin.references == []
    assert bulletin.warnings == ["366 references to Monitor are too many: left out"]


# Rule 7, the date of an item


@pytest.mark.parametrize(
    "line",
    [
        "Date: January 5, 2001", "DATE:JAN. 5, 2001", "Date: 2001-01-05", "2001-01-05",
        "January 5, 2001",
    ],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_a_date_line_after_the_header_states_the_date(line, gap):
    bulletin = only(f"{HEADER}{gap}{line}{gap}RAIN\n\nIt rained (Turan, January 2, 2001).")
    assert (bulletin.date, bulletin.date_basis) == ("2001-01-05", "stated")
    assert (bulletin.title, bulletin.body) == ("RAIN", "It rained (Turan, January 2, 2001).")


def test_a_date_line_further_down_is_body():
    bulletin = only(item("It rained.", "Date: January 5, 2001"))
    assert (bulletin.date, bulletin.body) == (None, "It rained.\n\nDate: January 5, 2001")


def test_an_impossible_date_line_gives_a_warning_and_no_date():
    bulletin = only(item("Date: June 31, 2001", "RAIN", "It rained (Turan, June 30, 2000)."))
    assert (bulletin.date, bulletin.title) == ("2000-07-03?", "RAIN")
    assert bulletin.warnings == ["June 31, 2001 is no day of the calendar: left out"]


def test_an_unreadable_date_line_stays_in_the_body_with_a_warning():
    bulletin = only(item("Date: some day", "It rained."))
    assert bulletin.body == "Date: some day\n\nIt rained."
    assert bulletin.warnings == ["the date line cannot be read: Date: some day"]


@pytest.mark.parametrize(
    ("newest", "inferred"),
    [
        ("January 4, 2001", "2001-01-05?"),  # Thursday
        ("January 5, 2001", "2001-01-08?"),
        ("January 6, 2001", "2001-01-08?"),
        ("January 7, 2001", "2001-01-08?"),
        ("December 31, 1999", "2000-01-03?"),
    ],
)
def test_the_date_is_inferred_as_the_next_working_day(newest, inferred):
    bulletin = noted(f"Turan, {newest}")
    assert (bulletin.date, bulletin.date_basis) == (inferred, "inferred")


def test_the_newest_day_of_all_notes_counts():
    text = "It rained (RIA, May 9, 2000). It snowed (Turan, May 1, 2000)."
    assert only(item(text)).date == "2000-05-10?"


def test_a_range_counts_with_its_last_day():
    assert noted("Turan, May 8-9, 2000; RIA, May 8").date == "2000-05-10?"


def test_days_of_references_never_date_an_item():
    bulletin = noted("see the Monitor, May 1, 2000")
    assert (bulletin.date, bulletin.date_basis) == (None, "unknown")


def test_a_day_without_an_outlet_dates_the_item_and_adds_no_source():
    bulletin = noted(", March 2, 2000")
    assert (bulletin.date, bulletin.sources) == ("2000-03-03?", [])


def test_the_last_day_of_the_calendar_dates_nothing():
    assert noted("Turan, December 31, 9999").date is None


# Rule 8, characters


def test_quotes_dashes_and_glued_words_stay_as_they_are():
    text = "“Rain–and ´snow´—fell”…asRain ‘did’"
    assert only(item(text)).body == text


def test_runs_of_spaces_collapse_and_a_newline_is_a_space():
    text = item("It  rained\t all\nday\xa0 long. ", "Then it stopped.")
    assert only(text).body == "It rained all day long.\n\nThen it stopped."


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_newline_is_one(newline):
    text = item("RAIN", "It rained\nall day.", FOOTER).replace("\n", newline)
    bulletin = only(text)
    assert (bulletin.title, bulletin.body) == ("RAIN", "It rained all day.")
    assert bulletin.raw == text


def test_a_byte_order_mark_is_no_text():
    assert bulletins.decode("\ufeffBaku".encode()) == "Baku"


def test_joined_files_may_hold_byte_order_marks_inside():
    text = item("It rained.") + "\n\ufeff" + item("It snowed.")
    assert [bulletin.body for bulletin in bulletins.parse(text)] == ["It rained.", "It snowed."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_is_utf_8_or_else_windows_1252(encoding):
    text = "“Rain” – café"
    assert bulletins.decode(text.encode(encoding)) == text


def test_bytes_outside_windows_1252_do_not_crash():
    assert bulletins.decode(b"caf\xe9 \x81") == "café \ufffd"


# Rule 9, malformed input


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff\n"])
def test_an_empty_file_has_no_items(text):
    assert bulletins.parse(text) == []


def test_a_header_alone_gives_an_empty_item():
    record = only(HEADER).as_record()
    assert record == {
        "publication": "Monitor", "volume": 7, "issue": 40, "title": "", "date": None,
        "date_basis": "unknown", "body": "", "sources": [], "references": [], "boilerplate": "",
        "warnings": [],
    }  # fmt: skip


def test_headers_one_after_the_other_are_items():
    assert [each.body for each in bulletins.parse(f"{HEADER}\n{HEADER}\nIt rained.")] == [
        "", "It rained.",
    ]  # fmt: skip


def test_an_unclosed_bracket_is_body_text_with_a_warning():
    text = "It rained (Turan, May 1, 2000."
    bulletin = only(item(text))
    assert (bulletin.body, bulletin.sources) == (text, [])
    assert bulletin.warnings == [
        "a bracket is not closed and was read as text: (Turan, May 1, 2000."
    ]


def test_an_unclosed_bracket_does_not_reach_the_next_paragraph():
    bulletin = only(item("It rained (Turan, May", "1, 2000). It snowed (RIA, May 2, 2000)."))
    assert sources(bulletin) == {"RIA": ["2000-05-02"]}


def test_an_unclosed_bracket_does_not_reach_the_next_item():
    first, second = bulletins.parse(item("It rained (Turan, May 1") + "\n" + item("It snowed)."))
    assert (first.body, second.body) == ("It rained (Turan, May 1", "It snowed).")


# Years in notes


def test_sources_and_references_have_separate_chains():
    bulletin = noted("Turan, January 3, 2001; see the Monitor, May 1, 1999")
    assert sources(bulletin) == {"Turan": ["2001-01-03"]}
    assert days(bulletin) == [("Monitor", "1999-05-01")]


def test_a_year_among_the_references_dates_no_source():
    bulletin = noted("Turan, May 3; see the Monitor, May 1, 1999")
    assert sources(bulletin) == {"Turan": ["2001-05-03"]}


def test_a_chain_runs_through_all_groups_of_a_note():
    bulletin = noted("Turan, December 30; RIA, January 2, 1999; ANS, January 3")
    assert list(sources(bulletin).values()) == [["1998-12-30"], ["1999-01-02"], ["1999-01-03"]]


def test_references_to_several_publications_share_a_chain():
    bulletin = noted("see the Monitor, November 30; see also Prism, January 5, 1999")
    assert days(bulletin) == [("Monitor", "1998-11-30"), ("Prism", "1999-01-05")]


def test_a_chain_never_runs_into_the_next_note():
    text = f"{SENTENCE} (Turan, May 1, 1998). {SENTENCE} (RIA, May 2)."
    assert sources(only(item(text))) == {"Turan": ["1998-05-01"], "RIA": ["2001-05-02"]}


@pytest.mark.parametrize(("month", "year"), [("July", 2000), ("June", 2001)])
def test_the_year_changes_only_where_months_differ_by_six(month, year):
    found = sources(noted(f"Turan, {month} 5; RIA, January 3, 2001"))
    assert found["Turan"][0].startswith(str(year))


def test_the_stated_date_gives_the_year_of_the_last_day():
    text = item("Date: January 5, 2000", f"{SENTENCE} (Turan, December 28, January 3).")
    assert sources(only(text)) == {"Turan": ["1999-12-28", "2000-01-03"]}


def test_the_last_day_is_not_after_the_stated_date():
    text = item("Date: January 5, 2001", f"{SENTENCE} (Turan, January 6).")
    assert sources(only(text)) == {"Turan": ["2000-01-06"]}


@pytest.mark.parametrize("name", ["Monitor", "The Monitor"])
def test_the_volume_of_the_monitor_gives_the_year(name):
    bulletin = noted("Turan, May 1", header=f"Publication: {name} Volume: 3 Issue: 80")
    assert sources(bulletin) == {"Turan": ["1997-05-01"]}


@pytest.mark.parametrize("header", ["Publication: Prism Volume: 3 Issue: 8", ""])
def test_without_any_year_an_outlet_has_no_dates(header):
    bulletin = noted("Turan, May 1", header=header)
    assert (sources(bulletin), bulletin.date) == ({"Turan": []}, None)
    assert bulletin.warnings == ["nothing tells the year of May 1: left out"]


@pytest.mark.parametrize(
    ("issue", "day", "year"),
    [
        (15, "December 29", 2000), (15, "November 29", 2000), (16, "December 29", 2001),
        (15, "October 29", 2001), ("x", "December 29", 2001),
    ],
)  # fmt: skip
def test_the_first_issues_of_a_volume_look_back_to_the_year_before(issue, day, year):
    bulletin = noted(f"Turan, {day}", header=f"Publication: Monitor Volume: 7 Issue: {issue}")
    assert sources(bulletin)["Turan"][0].startswith(str(year))


def test_earlier_days_walk_backwards_from_the_year_of_the_volume():
    bulletin = noted("Turan, December 28; RIA, December 30-January 2; ANS, January 3")
    assert list(sources(bulletin).values()) == [
        ["2000-12-28"], ["2000-12-30/2001-01-02"], ["2001-01-03"],
    ]  # fmt: skip


# Sources of one item


def test_sources_merge_by_outlet_in_order_of_appearance():
    text = "One (RIA, Turan, May 1, 2000). Two (Turan, RIA, May 3, 2000; ANS, May 4)."
    found = sources(only(item(text)))
    assert list(found) == ["RIA", "Turan", "ANS"]
    assert found["Turan"] == ["2000-05-01", "2000-05-03"]


def test_exact_duplicates_are_dropped_and_ranges_are_not_joined():
    found = sources(noted("Turan, May 1-3, 2, 4, 2000; Turan, May 4, 1-3, 5"))
    assert found["Turan"] == ["2000-05-01/2000-05-03", "2000-05-02", "2000-05-04", "2000-05-05"]


# Laws

LABELS = [HEADER, "Publication:", "Volume:", "Issue:"]
FRAGMENTS = [
    "Turan", "Zerkalo (Baku)", "the Monitor", "see", "see also", "and", "May", "December", "June6",
    "Sept.", "1", "30", "31", "2000", "9999", "0000", "-", "–", ",", ";", ".", "?", "…", "”", "(",
    ")", " ", "\n", "\n\n", "\r\n", "RAIN", "Date:", "2001-01-05", FOOTER, "Copyright (c)", "1.",
    "\n2. ", "\ufeff", "\x00", "é",
]  # fmt: skip
prose = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS)).map(" ".join))
anything = st.one_of(prose, st.lists(st.sampled_from(FRAGMENTS + LABELS)).map(" ".join))


@given(anything)
@settings(max_examples=400)
def test_no_text_crashes_the_parser(text):
    for bulletin in bulletins.parse(text):
        for source in bulletin.sources:
            for each in source.dates:
                assert [date.fromisoformat(day) for day in each.split("/")]


@given(st.binary())
def test_no_bytes_crash_the_decoder(data):
    assert isinstance(bulletins.decode(data), str)


@given(anything)
def test_parsing_twice_gives_the_same(text):
    assert bulletins.parse(text) == bulletins.parse(text)


@given(anything)
def test_warnings_fit_into_a_line(text):
    for bulletin in bulletins.parse(text):
        assert all(len(warning) <= 200 for warning in bulletin.warnings)


@given(anything)
def test_every_item_is_a_stretch_of_the_file(text):
    place = 0
    for bulletin in bulletins.parse(text):
        place = text.index(bulletin.raw, place) + len(bulletin.raw)
    assert not text[place:].replace("\ufeff", "").strip()


@given(st.lists(prose, min_size=2, max_size=4))
def test_no_item_swallows_or_changes_a_neighbour(texts):
    items = [item(text, "and so on") for text in texts]
    together = [each.as_record() for each in bulletins.parse("\n\n".join(items))]
    assert together == [only(each).as_record() for each in items]


@given(prose)
def test_raw_text_does_not_depend_on_the_neighbours(text):
    alone = only(item(text, "and so on")).raw
    assert (
        bulletins.parse("\n\n".join([item("It rained."), alone, item("It snowed.")]))[1].raw
        == alone
    )


def work(text):
    """Count the lines that Python runs while it parses."""
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        bulletins.parse(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "(", ")", "()", "(1)", "((1)", "(Turan, ", "(Turan, May 1). ", "May 1, ", "1. ", "1. A\n",
        "and ", "a\n1. ", "Publication:", "Volume:", HEADER + "\n", FOOTER + "\n\n", "A\n\n", "\n",
        "(see the Monitor, May 1-9)", "Copyright (c)\n", "RAIN ", "“”", "-", "(((((1)))))",
    ],
)  # fmt: skip
def test_hostile_text_takes_work_in_proportion_to_its_length(unit):
    once, twice = (work(f"{HEADER}\n\n{unit * count}") for count in (1_000, 2_000))
    assert twice < 2.2 * once + 1_000
