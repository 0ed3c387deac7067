"""What tells who wrote a story is found; words that mean something else are only shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learningstories.services.naming import fold, telling

SHA = "a1" * 32


def found(text: str, author: str = "Amara Okafor", email: str = "") -> list[str]:
    return [text[each.start : each.end] for each in telling(text, author, email)]


@pytest.mark.parametrize(
    ("text", "author", "expected"),
    [
        (
            "AMARA\u2019s sister Amára Okafor met Okafor-Smith",
            "Amara Okafor",
            ["AMARA", "Amára Okafor", "Okafor-Smith"],
        ),
        ("Ama\u0301ra came", "Amara Okafor", ["Ama\u0301ra"]),
        ("Tom O'Brien\u2019s and OBRIEN", "Tom O\u2019Brien", ["Tom O'Brien", "OBRIEN"]),
        ("Jean-Luc Picard, then Luc", "Jean-Luc Picard", ["Jean-Luc Picard", "Luc"]),
        ("Vincent van Gogh drove a van", "Vincent van Gogh", ["Vincent van Gogh"]),
        ("J. R. Tolkien and Tolkien", "J. R. Tolkien", ["J. R. Tolkien", "Tolkien"]),
        ("Łucja from Łódź, or lucja", "Łucja Nowak", ["Łucja", "lucja"]),
        ("我叫山田太郎来自大阪", "山田太郎", ["山田太郎"]),
        ("قال محمد الأحمد", "محمد الأحمد", ["محمد الأحمد"]),
        ("Nothing of that kind", "", []),
        ("Anne and Annette", "Ann Lee", []),
    ],
)
def test_names_in_all_their_forms(text: str, author: str, expected: list[str]) -> None:
    assert found(text, author) == expected


def test_a_name_that_is_a_word_is_sure_only_where_it_is_written_as_a_name() -> None:
    places = telling("Rose rose early; a rose, ROSE. Jo said: so jo.", "Rose Jo Miller")
    text = "Rose rose early; a rose, ROSE. Jo said: so jo."
    told = [(text[each.start : each.end], each.sure) for each in places]
    assert told == [
        ("Rose", True), ("rose", False), ("rose", False), ("ROSE", True), ("Jo", False), ("jo", False)
    ]  # fmt: skip


def test_addresses_numbers_and_links() -> None:
    text = "Mail a.ok@x.org or amara, +254 712 345 678, @amara_k, https://fb.me/x?y=1 or www.amara.example"
    kinds = [(each.kind, text[each.start : each.end]) for each in telling(text, "")]
    assert kinds == [
        ("e-mail", "a.ok@x.org"),
        ("phone", "+254 712 345 678"),
        ("handle", "@amara_k"),
        ("link", "https://fb.me/x?y=1"),
        ("link", "www.amara.example"),
    ]


def test_years_and_amounts_are_no_phone_numbers_and_pictures_stay() -> None:
    text = f"In 1998 - 2003 some 12 000 000 came. ![Amara](media:{SHA}) 3.14159265358"
    assert found(text) == ["Amara"]


def test_the_own_address_is_found_however_it_is_written() -> None:
    assert found("Write to AMARA@Localhost", "", "amara@localhost") == ["AMARA@Localhost"]


@given(text=st.text(max_size=200), author=st.text(max_size=40), email=st.text(max_size=30))
def test_places_lie_within_the_text_and_apart(text: str, author: str, email: str) -> None:
    places = telling(text, author, email)
    ends = [0, *(each.end for each in places)]
    assert all(end <= each.start < each.end <= len(text) for end, each in zip(ends, places, strict=False))


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
