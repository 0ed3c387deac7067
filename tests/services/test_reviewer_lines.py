from hypothesis import given
from hypothesis import strategies as st

from learningstories.services.reviewer_lines import MOST_LINES, MOST_NAME, LineProblem, understand

LISTS = """
Mary Shelley <mary@example.org>
ben@example.org, Ben Taylor
"Zoë K." <zoe@example.org>;
line@example.net\tLine Hansen
plain@example.org
Write to mailto:dot@example.org.
[bracket@example.org] Bra Cket
"""


def test_names_and_addresses_in_any_order() -> None:
    people = [line.person for line in understand(LISTS, ())]
    assert [(p.name, p.email) for p in people if p] == [
        ("Mary Shelley", "mary@example.org"),
        ("Ben Taylor", "ben@example.org"),
        ("Zoë K.", "zoe@example.org"),
        ("Line Hansen", "line@example.net"),
        ("plain@example.org", "plain@example.org"),
        ("Write to", "dot@example.org"),
        ("Bra Cket", "bracket@example.org"),
    ]


def test_several_people_on_one_line() -> None:
    found = understand("Ann <ann@example.org>, Bo <bo@example.org>; Cy <cy@example.org>", ())
    assert [line.person.name for line in found if line.person] == ["Ann", "Bo", "Cy"]


def test_a_line_that_adds_nobody_says_why() -> None:
    text = "nobody at all\nAnn <ANN@example.org>\nann@example.org\nold@example.org\nx@y"
    assert [line.problem for line in understand(text, {"old@example.org"})] == [
        LineProblem.NO_ADDRESS,
        LineProblem.NONE,
        LineProblem.TWICE,
        LineProblem.THERE_ALREADY,
        LineProblem.NO_ADDRESS,
    ]


@given(st.text(max_size=400))
def test_whatever_is_pasted_is_understood_or_said_to_be_nobody(text: str) -> None:
    for line in understand(text, ()):
        assert (line.person is None) == (line.problem is not LineProblem.NONE)
        assert line.person is None or (line.person.name and "@" in line.person.email)


def test_a_huge_list_is_cut_and_long_names_too() -> None:
    many = "".join(f"P{n} <p{n}@example.org>\n" for n in range(MOST_LINES * 3))
    assert len(understand(many, ())) == MOST_LINES
    (line,) = understand("n" * 5000 + " <n@example.org>", ())
    assert line.person is not None
    assert len(line.person.name) == MOST_NAME
    assert understand("@" * 50_000 + "<" * 50_000, ())[0].person is None
