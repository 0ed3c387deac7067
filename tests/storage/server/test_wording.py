"""What is worded for SQLite is said in PostgreSQL's words."""

import pytest

from learningstories.storage.server.wording import asked


@pytest.mark.parametrize(
    ("worded", "said"),
    [
        ("SELECT ? WHERE a LIKE :part || '%'", "SELECT %s WHERE a ILIKE %(part)s || '%%'"),
        ("SELECT ':no ? LIKE %' || x::text", "SELECT ':no ? LIKE %%' || x::text"),
        ("SELECT 'it''s :no' FROM s INDEXED BY ix_s WHERE 7 % 2", "SELECT 'it''s :no' FROM s  WHERE 7 %% 2"),
        ("SELECT group_concat(s.number)", "SELECT string_agg(s.number::text, ',')"),
        ("SELECT group_concat(printf('%x', n), '')", "SELECT string_agg(printf('%%x', n), '')"),
    ],
)
def test_each_difference_is_bridged(worded: str, said: str) -> None:
    assert asked(worded, None) == (said, ())


def test_what_an_index_is_asked_is_what_was_put_into_it() -> None:
    by_text = "SELECT rowid AS number FROM search_text WHERE search_text MATCH :text"
    said, values = asked(by_text, {"text": '"Well-Known"* "O\'Neill"* "★"*', "other": 1})
    assert values == {"other": 1, "text_words": "'well' & 'known':* & 'o' & 'neill':*"}
    assert "%(text_words)s" in said
    by_name = "SELECT rowid AS number FROM search_name WHERE search_name MATCH :name0"
    said, values = asked(by_name, {"name0": '"50%_ ""É"""'})
    assert values["name0_part"] == '%50\\%\\_ "e"%'
    assert "%(name0_part)s" in said
    assert "%(name0_grams)s" in said
