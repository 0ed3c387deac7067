from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.domain.reviewer import Aside
from learningstories.services.deliveries import FormTable
from learningstories.services.reviewer_lines import MOST_LINES, LineProblem, RemarkKind
from learningstories.services.reviewer_table import Surroundings, table_in, understand_table
from learningstories.services.reviewing import NewReviewer

STORIES: dict[int, UUID] = {17: uuid4(), 31: uuid4()}
HEADERS = ("Name", "E-mail", "Languages", "Themes", "Reads at most", "Steps aside from", "Reason")


def table(*rows: tuple[str, ...], headers: tuple[str, ...] = HEADERS) -> FormTable:
    return FormTable(name="people.csv", headers=headers, rows=rows)


def around(**more: object) -> Surroundings:
    return Surroundings(**{"stories": STORIES, **more})  # type: ignore[arg-type]


def test_a_row_says_all_there_is_to_know_of_a_reviewer() -> None:
    row = ("Amara Okoye", "amara@example.org", "English, it", "work", "12", "Tom Hale (colleague); #31", "")
    (line,) = understand_table(table(row), around(themes=("Work", "Schools")))
    assert line.person == NewReviewer(
        name="Amara Okoye",
        email="amara@example.org",
        languages=("en", "it"),
        themes=("Work",),
        capacity=12,
        aside=(Aside(author="Tom Hale", reason="colleague"), Aside(story_id=STORIES[31])),
    )
    assert line.remarks == ()


def test_what_is_not_understood_is_told_and_left_out() -> None:
    row = ("Ben", "Ben <ben@example.org>", "Elvish", "Cooking", "lots", "#99", "my boss")
    (line,) = understand_table(table(row), around(themes=("Work",)))
    assert line.person == NewReviewer(name="Ben", email="ben@example.org")
    assert [(remark.kind, remark.text) for remark in line.remarks] == [
        (RemarkKind.THEME, "Cooking"),
        (RemarkKind.LANGUAGE, "Elvish"),
        (RemarkKind.CAPACITY, "lots"),
        (RemarkKind.STORY, "#99"),
    ]


def test_who_is_there_already_or_twice_or_nobody_is_not_added() -> None:
    rows = [("Ann", "ann@example.org"), ("Ann", "ANN@example.org"), ("Old", "old@example.org"), ("x", "y")]
    found = understand_table(table(*rows, headers=("name", "mail")), around(known={"old@example.org"}))
    assert [line.problem for line in found] == [
        LineProblem.NONE,
        LineProblem.TWICE,
        LineProblem.THERE_ALREADY,
        LineProblem.NO_ADDRESS,
    ]


@pytest.mark.parametrize(
    "headers",
    [
        ("Vorname", "Nachname", "E-Mail-Adresse", "Sprachen", "Höchstens"),
        ("Prénom", "Nom de famille", "Courriel", "Langues", "Au plus"),
        ("First name", "Last name", "Email address", "Language", "Capacity"),
        ("nombre de pila", "apellidos", "correo electrónico", "idiomas", "capacidad"),
    ],
)
def test_columns_are_known_in_several_languages(headers: tuple[str, ...]) -> None:
    row = ("Yara", "Haddad", "yara@example.org", "ar; en", "8")
    (line,) = understand_table(table(row, headers=headers), around())
    assert line.person == NewReviewer(
        name="Yara Haddad", email="yara@example.org", languages=("ar", "en"), capacity=8
    )


def test_a_table_without_headers_is_understood_by_what_is_in_it() -> None:
    found = understand_table(table(("Bo", "bo@x.org"), headers=("Ann", "ann@x.org")), around())
    assert [line.person and (line.person.name, line.person.email) for line in found] == [
        ("Ann", "ann@x.org"),
        ("Bo", "bo@x.org"),
    ]


def test_cells_of_a_spreadsheet_are_told_from_a_list() -> None:
    pasted = table_in("Name\tE-mail\tAt most\nElif Kaya\telif@example.org\t5\n")
    assert pasted is not None
    (line,) = understand_table(pasted, around())
    assert line.person == NewReviewer(name="Elif Kaya", email="elif@example.org", capacity=5)
    assert table_in("Ann <ann@example.org>, Bo <bo@example.org>") is None
    assert table_in("") is None


def test_a_reason_for_all_and_one_in_brackets() -> None:
    row = ("Ann", "ann@x.org", "", "", "", "Tom Hale; Rose (my aunt)", "we share an office")
    (line,) = understand_table(table(row), around())
    assert line.person is not None
    assert [(each.author, each.reason) for each in line.person.aside] == [
        ("Tom Hale", "we share an office"),
        ("Rose", "my aunt"),
    ]


@given(
    st.lists(st.text(max_size=30), min_size=1, max_size=5).flatmap(
        lambda headers: st.tuples(
            st.just(tuple(headers)),
            st.lists(st.lists(st.text(max_size=60), max_size=6).map(tuple), max_size=5).map(tuple),
        )
    )
)
def test_whatever_a_table_holds_is_understood_or_said_to_be_nobody(
    told: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]],
) -> None:
    headers, rows = told
    for line in understand_table(FormTable(name="", headers=headers, rows=rows), around()):
        assert (line.person is None) == (line.problem is not LineProblem.NONE)


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_a_table_or_none(text: str) -> None:
    found = table_in(text)
    assert found is None or found.headers


def test_no_more_than_a_few_hundred_are_read() -> None:
    rows = [(f"P{n}", f"p{n}@example.org") for n in range(MOST_LINES * 2)]
    assert len(understand_table(table(*rows, headers=("name", "e-mail")), around())) == MOST_LINES
