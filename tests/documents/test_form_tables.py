"""Tables of forms as they are opened: in any of the usual shapes of text, and in workbooks."""

import csv
import io
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learningstories.documents.manuscript import Material
from learningstories.documents.sheet_text import open_sheet_text
from learningstories.domain.errors import StoryUnreadable
from learningstories.services.sentences import advice
from tests.services.form_exports import (
    MICROSOFT_HEADERS,
    MICROSOFT_ROWS,
    OTHER,
    REST,
    STORY,
    SURVEYMONKEY,
    microsoft,
    open_document_sheet,
    workbook,
)

HEADERS = ("Timestamp", "Title", "Story")
ROWS = (
    ("2026-03-01 09:00:00", "Bread", "I burned it, twice; then I asked."),
    ("2026-03-02 09:00:00", "", OTHER),
)


@pytest.fixture
def table(documents, write):
    """The table in a file."""

    def opened(content, name="form.csv"):
        delivery = documents.take_in(write(name, content))
        assert delivery.drafts == ()
        return delivery.table

    return opened


@pytest.fixture
def cause(documents, write):
    """Why a file is refused."""

    def refused(content, name="form.csv"):
        with pytest.raises(StoryUnreadable) as caught:
            documents.take_in(write(name, content))
        assert name in advice(caught.value)
        return caught.value.cause

    return refused


def as_csv(rows, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\r\n"):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_usual_shape_is_read(table, delimiter, quoting, end):
    found = table(as_csv([HEADERS, *ROWS], delimiter, quoting, end))
    assert (found.headers, found.rows, found.first_row) == (HEADERS, ROWS, 2)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", []), ("utf-8-sig", []), ("utf-16", []), ("cp1252", ["encoding_guessed"])],
)
def test_letters_are_read_in_any_usual_encoding(table, encoding, told):
    rows = [
        HEADERS,
        ("2026-03-01", "Über die Brücke", "Ich habe gelernt, daß man müde übt und schöner hört. " * 5),
    ]
    found = table(as_csv(rows).encode(encoding))
    assert found.rows[0][1] == "Über die Brücke"
    assert [problem.code for problem in found.problems] == told


def test_a_line_that_names_the_delimiter_is_believed(table):
    assert table("sep=;\r\nTitle;Story\r\nA, b, c;x, y, z\r\n").rows == (("A, b, c", "x, y, z"),)


def test_lines_within_quotes_and_empty_rows_stay_where_they_are(table):
    found = table(f'Title,Story\n"One","{STORY}"\n\n,\n"Two","x"\n\n')
    assert found.rows == (("One", STORY), ("", ""), ("", ""), ("Two", "x"))


def test_headers_in_several_lines_become_one(table):
    found = table('"What is\n\nyour name?",Story\nAda,x\n')
    assert found.headers == ("What is your name?", "Story")


def test_a_second_row_of_headers_belongs_to_the_first(table):
    found = table(SURVEYMONKEY)
    assert found.headers[9:] == (
        "What is your story?",
        "Your details: Name",
        "Your details: Email Address",
        "What may we do with it?: May be printed",
        "What may we do with it?: May be on the web",
    )
    assert (len(found.rows), found.first_row) == (2, 3)


def test_headers_that_come_twice_or_are_missing_can_be_told_apart(table):
    found = table("Title,Story,Name,Name,\nA,b,c,d,e\n")
    assert found.headers == ("Title", "Story", "Name", "Name (2)", "E")


def test_a_title_above_the_headers_is_passed_over(table):
    found = table(workbook({"A": [["Answers of 2026"], [], ["Title", "Story"], ["Bread", "x"]]}), "a.xlsx")
    assert (found.headers, found.rows, found.first_row) == (("Title", "Story"), (("Bread", "x"),), 4)


@pytest.mark.parametrize(
    "text",
    [
        "Once, long ago, I baked.\nThen, one day, I burned it.\nSo, in the end, I asked.\n",
        "My story\n\nIt was, you know, a day\nthat I, well, shall not forget, ever.\n",
        "Only one line without any mark",
        "One; two.\nThree\nFour; five; six.\n",
    ],
)
def test_a_text_that_is_called_csv_is_read_as_a_story(documents, write, text):
    delivery = documents.take_in(write("story.csv", text))
    assert delivery.table is None
    first = text.split(",")[0].split(";")[0].split()[0]
    assert first in delivery.draft.title + delivery.draft.markdown


def test_headers_without_answers_are_told(cause):
    assert cause("Timestamp,Title,Your story\n") == "no_answers"
    assert cause(workbook({"A": [["Timestamp", "Title", "Your story"]]}), "a.xlsx") == "no_answers"


def test_a_workbook_without_any_table_is_told(cause):
    assert cause(workbook({"A": []}), "a.xlsx") == "not_a_form"


@pytest.mark.parametrize(
    "text",
    ["a," * 2_000 + "\n" + "1," * 2_000, "Title,Story\n" + "a,b\n" * 100_001],
    ids=["columns", "rows"],
)
def test_a_table_larger_than_any_form_is_refused(cause, text):
    assert cause(text) == "sheet_too_large"


def test_quotes_that_are_never_closed_lose_nothing(table):
    [row] = table('Title,Story\nx,"never closed\nmore, and more\n').rows
    assert row == ("x", "never closed\nmore, and more")


def test_formulas_are_text(table):
    assert table("Title,Story\n\"=cmd|' /C calc'!A0\",+1+1\n").rows == (("=cmd|' /C calc'!A0", "+1+1"),)


def test_microsoft_forms_and_its_dates(table):
    found = table(microsoft(), "Form1.xlsx")
    assert found.sheet == "Form1"
    assert found.headers[6] == "Your story (at least 100 words)"
    assert found.rows[0][:4] == ("1", "2026-03-01 09:05:40", "2026-03-01 09:14:22", "anonymous")
    assert found.rows[1][6] == OTHER


def test_the_sheet_that_looks_like_a_form_is_taken(table):
    sums = [["Item", "Cost"], *(["x", n] for n in range(40))]
    sheets = {"Budget": sums, "Answers": [MICROSOFT_HEADERS, *MICROSOFT_ROWS], "Old": [HEADERS, *ROWS * 9]}
    assert table(workbook(sheets, hidden=["Old"]), "a.xlsx").sheet == "Answers"


def test_an_open_document_sheet_is_read_without_the_room_around_it(table):
    found = table(open_document_sheet([HEADERS, *ROWS]), "form.ods")
    assert (found.headers, found.rows) == (HEADERS, ROWS)


def test_cells_that_say_they_come_a_million_times_are_refused_at_once(cause):
    cell = '<table:table-cell office:value-type="float" table:number-columns-repeated="9000"/>'
    many = f'<table:table-row table:number-rows-repeated="9000">{cell}{REST}</table:table-row>'
    spaces = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s text:c="2000000000"/>'
        "</text:p></table:table-cell></table:table-row>"
    )
    for after in (many, spaces):
        assert cause(open_document_sheet([HEADERS], after), "form.ods") == "sheet_too_large"


def test_a_long_text_that_many_cells_share_is_refused_before_it_is_unfolded(cause):
    rows = [["Title", "Story"], *(["x", "word " * 2_000] for _ in range(8_000))]
    assert cause(workbook({"A": rows}), "a.xlsx") == "sheet_too_large"


@given(
    st.lists(
        st.lists(st.text(string.ascii_letters + " ,;|\t\"\n'é=-", max_size=12), min_size=2, max_size=2),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(",;\t|"),
)
@settings(max_examples=100)
def test_whatever_is_written_as_csv_is_read_again(rows, delimiter):
    data = as_csv([HEADERS, *([f"{place}", *row] for place, row in enumerate(rows))], delimiter)
    data = data.replace("Timestamp", '"Timestamp"')
    found = open_sheet_text(Material(name="form.csv", data=data.encode())).table
    assert [row[0] for row in found.rows] == [str(place) for place in range(len(rows))]
    told = ["\n".join(cell.split("\n")).strip() for row in rows for cell in row]
    read = [cell for row in found.rows for cell in row[1:]]
    assert [cell for cell in read if cell] == [cell for cell in told if cell]
