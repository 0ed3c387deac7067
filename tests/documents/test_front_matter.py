from hypothesis import given
from hypothesis import strategies as st

from learningstories.documents.front_matter import KEYS, split_front_matter, split_lines

lines = st.lists(
    st.text(max_size=20)
    | st.sampled_from(["title: x", "---", "&a", "*a", "- b", "? c", "!!set", "...", '"\\ud800"', "%TAG"]),
    max_size=8,
).map("\n".join)


@given(st.text())
def test_any_text_can_be_split(text):
    split_front_matter(text)
    split_lines(text)


@given(lines, st.text())
def test_any_block_is_understood_or_kept(block, body):
    found = split_front_matter(f"---\n{block}\n---\n{body}")
    assert set(found.known) <= KEYS
    if found.unreadable:
        assert block.strip() in found.unreadable or found.unreadable.startswith("---")
        assert not found.known


def test_the_text_below_is_untouched():
    found = split_front_matter("---\nTitle: A\nName-use: first\n---\n---\nb\n")
    assert found.known == {"title": "A", "name_use": "first"}
    assert found.body == "---\nb\n"
