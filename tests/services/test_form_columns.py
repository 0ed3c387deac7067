"""What the columns of real exports hold, how that is corrected, and how it is remembered."""

from dataclasses import replace

import pytest

from learningstories.domain.errors import ColumnUnknown, FieldUnknown
from learningstories.domain.form import FormField as F
from learningstories.services.deliveries import FormTable
from learningstories.services.form_columns import (
    TEMPLATE_HEADERS,
    corrected,
    date_question,
    map_columns,
    match_columns,
    refuse_unknown_columns,
    with_day_first,
)
from learningstories.services.form_memory import known_forms, remember
from learningstories.services.sentences import advice
from tests.services import form_exports as exports

OUT = F.LEFT_OUT
EXPECTED = {
    "GOOGLE": (F.RECEIVED, F.EMAIL, F.AUTHOR, F.TITLE, F.TEXT, F.THEME, F.CONSENT_PRINT),
    "GOOGLE_GERMAN": (
        *(F.RECEIVED, F.EMAIL, F.FIRST_NAME, F.LAST_NAME, F.TITLE, F.TEXT, F.CONSENT, F.NAME_USE),
    ),
    "GOOGLE_FRENCH": (
        *(F.RECEIVED, F.EMAIL, F.LAST_NAME, F.FIRST_NAME, F.TITLE, F.TEXT, F.THEME, F.CONSENT_PRINT),
        F.CONSENT_STAGE,
    ),
    "GOOGLE_SPANISH": (
        *(F.RECEIVED, F.EMAIL, F.FIRST_NAME, F.LAST_NAME, F.TITLE, F.TEXT, F.THEME, F.CONSENT_WEB),
    ),
    "GOOGLE_PORTUGUESE": (F.RECEIVED, F.EMAIL, F.AUTHOR, F.TITLE, F.TEXT, F.THEME, F.CONSENT_PRINT),
    "TYPEFORM": (
        *(F.ROW_ID, F.AUTHOR, F.EMAIL, F.TITLE, F.TEXT, F.CONSENT_PRINT, F.FILES, OUT, F.RECEIVED, OUT),
    ),
    "AIRTABLE": (F.TITLE, F.AUTHOR, F.EMAIL, F.TEXT, F.FILES, F.RECEIVED, F.THEME, F.CONSENT_PRINT),
    "SURVEYMONKEY": (
        *(F.ROW_ID, OUT, OUT, F.RECEIVED, OUT, OUT, F.FIRST_NAME, F.LAST_NAME, OUT, F.TEXT, F.AUTHOR),
        F.EMAIL,
        *(F.CONSENT_PRINT, F.CONSENT_WEB),
    ),
    "JOTFORM": (*(F.RECEIVED, F.FIRST_NAME, F.LAST_NAME, F.EMAIL, F.TITLE, F.TEXT, F.CONSENT, F.ROW_ID),),
    "LIMESURVEY": (
        *(F.ROW_ID, F.RECEIVED, OUT, OUT, OUT, F.AUTHOR, F.EMAIL, F.TITLE, F.TEXT),
        *(F.CONSENT_PRINT, F.CONSENT_WEB),
    ),
    "TEMPLATE": tuple(TEMPLATE_HEADERS),
    "microsoft": (F.ROW_ID, OUT, F.RECEIVED, F.EMAIL, F.AUTHOR, F.TITLE, F.TEXT, F.CONSENT),
}


@pytest.fixture
def table(reader, tmp_path):
    """The table in an export."""

    def read(name):
        made = getattr(exports, name)
        path = tmp_path / (f"{name}.xlsx" if callable(made) else f"{name}.csv")
        path.write_bytes(made() if callable(made) else made.encode())
        return reader.take_in(path).table

    return read


def rows(headers, *answers):
    return FormTable(name="form.csv", headers=tuple(headers), rows=tuple(answers))


def fields(match):
    return {column.header: column.field for column in match.columns}


@pytest.mark.parametrize("name", EXPECTED)
def test_the_columns_of_every_tool_are_known(table, name):
    match = match_columns(table(name), [])
    assert dict(zip(match.table.headers, (c.field for c in match.columns), strict=True)) == dict(
        zip(match.table.headers, EXPECTED[name], strict=True)
    )
    assert not match.known


def test_each_column_has_examples(table):
    match = match_columns(table("GOOGLE"), [])
    assert match.columns[2].examples == ("Zoë Müller", "Jim O'Neil, jr.")
    assert match.columns[4].examples[0].startswith("The kettle broke")
    assert len(match.columns[4].examples[0]) <= 120


def test_columns_with_headers_that_say_nothing_are_known_by_what_stands_in_them():
    match = match_columns(
        rows(
            ("Q1", "Q2", "Q3", "Q4", "Q5"),
            ("2026-03-01 09:00:00", "zoe@example.org", exports.STORY, "Zoë", "Yes"),
            ("2026-03-02 09:00:00", "jim@example.org", exports.OTHER, "Jim", "Yes"),
        ),
        [],
    )
    # A yes to nobody knows what is no consent.
    assert [column.field for column in match.columns] == [F.RECEIVED, F.EMAIL, F.TEXT, OUT, OUT]
    assert not match.columns[2].sure


def test_few_choices_that_come_again_are_likely_themes_but_not_what_people_are():
    answers = [
        ("Work", "Female", exports.STORY),
        ("Home", "Male", exports.OTHER),
        ("School", "Other", exports.STORY),
    ]
    match = match_columns(rows(("Choose one", "Gender", "Story"), *answers * 4), [])
    assert fields(match) == {"Choose one": F.THEME, "Gender": OUT, "Story": F.TEXT}
    assert [column.sure for column in match.columns] == [False, True, True]


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("Title", ["Mr", "Mrs", "Dr", "Mr"] * 4),
        ("Job title", ["Baker", "Teacher"]),
        ("E-mail", ["yes please", "no thanks"]),
        ("Name of your organisation", ["Acme", "Initech"]),
        ("When did it happen? (date)", ["2019-01-01", "2020-05-05"]),
        ("Which book may have inspired you?", ["War and Peace", "Emma"]),
        ("Can you tell us what happened?", ["Somebody came.", "Nobody came."]),
        ("ID", ["same", "same"]),
    ],
)
def test_headers_whose_answers_speak_against_them_are_left_out(header, answers):
    table = rows((header, "Your story"), *((answer, exports.STORY) for answer in answers))
    assert match_columns(table, []).columns[0].field is OUT


def test_what_a_person_says_goes_before_what_seems(table):
    match = match_columns(table("GOOGLE"), [], {"your name": "title", "Theme": ""})
    assert fields(match)["Your name"] is F.TITLE
    assert fields(match)["Title of your story"] is OUT
    assert fields(match)["Theme"] is OUT
    assert all(column.sure for column in match.columns if column.field is F.TITLE)


def test_a_correction_takes_a_field_from_the_column_that_had_it(table):
    match = corrected(match_columns(table("GOOGLE"), []), "Theme", F.TITLE)
    assert (fields(match)["Theme"], fields(match)["Title of your story"]) == (F.TITLE, OUT)
    twice = corrected(match, "Title of your story", F.TEXT)
    assert (fields(twice)["Title of your story"], fields(twice)["Your story"]) == (F.TEXT, F.TEXT)
    assert twice.form.columns["Theme"] == "title"


def test_open_dates_are_asked_with_both_days(table):
    match = match_columns(rows(("Timestamp", "Story"), ("03/04/2026 10:00", exports.STORY)), [])
    assert match.dates_open
    question = date_question(match)
    assert question is not None
    told = (question.text, question.day_first.date().isoformat(), question.month_first.date().isoformat())
    assert told == ("03/04/2026 10:00", "2026-04-03", "2026-03-04")
    answered = with_day_first(match, day_first=False)
    assert (answered.dates_open, answered.form.day_first) == (False, False)
    assert date_question(answered) == question
    assert date_question(match_columns(table("GOOGLE"), [])) is None


def test_the_next_export_of_a_form_is_known_with_what_was_corrected(workspace, clock, table):
    first = corrected(match_columns(table("GOOGLE"), []), "Theme", F.LANGUAGE)
    with workspace.change("Remember") as unit:
        remember(unit, [first.form], now=clock())
    with workspace.read() as unit:
        forms = known_forms(unit)
    again = match_columns(table("GOOGLE"), forms)
    assert again.known
    assert fields(again)["Theme"] is F.LANGUAGE
    assert again.form.id == first.form.id


def test_a_form_with_another_column_is_known_by_most_of_its_headers(workspace, clock, table):
    first = corrected(match_columns(table("GOOGLE"), []), "Theme", OUT)
    with workspace.change("Remember") as unit:
        remember(unit, [first.form], now=clock())
    grown = table("GOOGLE")
    grown = replace(
        grown,
        headers=(*grown.headers, "May it be told on stage?"),
        rows=tuple((*row, "Yes") for row in grown.rows),
    )
    with workspace.read() as unit:
        match = match_columns(grown, known_forms(unit))
    assert (match.known, match.form.id) == (True, first.form.id)
    assert fields(match)["Theme"] is OUT
    assert fields(match)["May it be told on stage?"] is F.CONSENT_STAGE
    with workspace.change("Remember") as unit:
        remember(unit, [match.form], now=clock())
    with workspace.read() as unit:
        [form] = known_forms(unit)
    assert (form.fingerprint, len(form.columns)) == (match.form.fingerprint, 8)


def test_another_form_is_not_taken_for_a_known_one(table):
    known = match_columns(table("GOOGLE"), []).form
    assert not match_columns(table("JOTFORM"), [known]).known
    assert not match_columns(table("SURVEYMONKEY"), [known]).known


def test_remembering_is_undone_with_the_step(workspace, clock, table):
    with workspace.change("Add 2 stories") as unit:
        remember(unit, [match_columns(table("GOOGLE"), []).form], now=clock())
    workspace.undo()
    with workspace.read() as unit:
        assert not known_forms(unit)


def test_dates_that_were_decided_stay_decided_where_the_next_export_cannot_tell(workspace, clock):
    headers = ("Timestamp", "Story")
    first = match_columns(rows(headers, ("13/04/2026 10:00", "x"), ("14/04/2026 10:00", "y")), [])
    assert first.form.day_first is True
    again = match_columns(rows(headers, ("03/04/2026 10:00", "x")), [first.form])
    assert (again.dates_open, again.form.day_first) == (False, True)


def test_columns_are_mapped_as_a_terminal_says_it():
    assert map_columns(["Your name=author", "What is 1+1=2?=text", " Theme = ", "Print?=Consent-Print"]) == {
        "Your name": "author",
        "What is 1+1=2?": "text",
        "Theme": "",
        "Print?": "consent_print",
    }


@pytest.mark.parametrize("pair", ["Your name=nickname", "Your name", "=author"])
def test_a_field_that_no_story_has_is_told(pair):
    with pytest.raises(FieldUnknown) as caught:
        map_columns([pair])
    assert pair in advice(caught.value)
    assert "consent_print" in advice(caught.value)


def test_a_column_that_no_form_has_is_told(table):
    match = match_columns(table("GOOGLE"), [])
    refuse_unknown_columns({"your NAME": "author"}, [match])
    with pytest.raises(ColumnUnknown) as caught:
        refuse_unknown_columns({"Nickname": "author"}, [match])
    assert "“Nickname”" in advice(caught.value)
    assert "“Your name”" in advice(caught.value)
    with pytest.raises(ColumnUnknown) as caught:
        refuse_unknown_columns({"Nickname": "author"}, [])
    assert "Nickname" in advice(caught.value)
