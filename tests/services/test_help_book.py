import ast
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from learningstories import ui
from learningstories.resources import resource_root
from learningstories.services.help_book import CONTENTS, NEWS, HelpBook
from learningstories.ui.help_places import PACK_READING, PAGE_PLACES, PLACES, START
from learningstories.ui.shell import standard_entries

FOLDER = resource_root() / "help"
TRANSLATED = sorted({file.parent.name for file in FOLDER.glob("??/*.md")})


@pytest.fixture(scope="module")
def book() -> HelpBook:
    return HelpBook("en")


def shape(file: Path) -> dict[str, list[str]]:
    """What a page has beside its words: headings, cells, links, pictures, and what is typed as it is."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(file.read_text("utf-8"))
    inline = [child for token in tokens for child in token.children or ()]
    return {
        "headings": [token.tag for token in tokens if token.type == "heading_open"],
        "cells": [token.tag for token in tokens if token.tag in ("tr", "th", "td")],
        "lists": [token.tag for token in tokens if token.type in ("list_item_open", "ordered_list_open")],
        "links": sorted(str(child.attrs["href"]) for child in inline if child.type == "link_open"),
        "pictures": sorted(str(child.attrs["src"]) for child in inline if child.type == "image"),
        "code": sorted(child.content for child in inline if child.type == "code_inline"),
        "blocks": [token.content for token in tokens if token.type == "fence"],
    }


def is_there(book: HelpBook, place: str) -> bool:
    name, _hash, anchor = place.partition("#")
    return name in book.names and (not anchor or anchor in book.page(name).anchors())


def sheet_classes() -> set[str]:
    """Every kind of sheet that is laid over a window, but for those that others are made of only."""
    bases: dict[str, set[str]] = {}
    for file in Path(ui.__file__).parent.glob("*.py"):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                bases[node.name] = {base.id for base in node.bases if isinstance(base, ast.Name)}
    sheets = {"Sheet"}
    while more := {name for name, of in bases.items() if of & sheets} - sheets:
        sheets |= more
    return sheets - {"Sheet", "PlanSheet", "HandSheet"}


def test_every_page_is_in_the_contents_and_can_be_read(book: HelpBook) -> None:
    assert set(book.names) == {file.stem for file in FOLDER.glob("*.md")} | {NEWS}
    assert all(book.page(name).title for name in book.names)


def test_every_link_and_picture_leads_somewhere(book: HelpBook) -> None:
    for name in book.names:
        page = book.page(name)
        inner = [link for link in page.links if not link.startswith(("https:", "mailto:"))]
        places = [link.replace(".md", "") if link[0] != "#" else f"{name}{link}" for link in inner]
        assert [place for place in places if not is_there(book, place)] == [] or name == NEWS
        assert [picture for picture in page.pictures if not book.picture(picture)] == []


def test_every_page_and_sheet_of_the_window_has_its_help(book: HelpBook) -> None:
    assert {entry.name for entry in standard_entries()} <= set(PAGE_PLACES)
    assert sheet_classes() - set(PLACES) == set()
    places = [*PLACES.values(), *PAGE_PLACES.values(), START, PACK_READING]
    assert [place for place in places if not is_there(book, place)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translated_page_has_all_that_the_english_one_has(language: str) -> None:
    translated = sorted((FOLDER / language).glob("*.md"))
    differing = {
        file.name: kind
        for file in translated
        for kind, parts in shape(FOLDER / file.name).items()
        if shape(file)[kind] != parts
    }
    assert differing == {}
    assert {file.name for file in translated} == {file.name for file in FOLDER.glob("*.md")}


@pytest.mark.parametrize("language", TRANSLATED)
def test_help_on_what_is_on_the_screen_leads_into_every_language(language: str) -> None:
    book = HelpBook(language)
    places = [*PLACES.values(), *PAGE_PLACES.values(), START, PACK_READING]
    assert [place for place in places if not is_there(book, place)] == []
    assert book.names == HelpBook("en").names


def test_all_words_must_be_in_a_section_and_titles_come_first(book: HelpBook) -> None:
    hits = book.search("Late  DECIDE")
    assert hits[0].place == "deadlines#decide-about-late-stories"
    assert all("deadlines" in hit.place or hit.excerpt for hit in hits)
    assert book.search("zebra crossing") == book.search("  ") == []


def test_a_page_in_the_readers_language_comes_before_the_english_one(tmp_path: Path) -> None:
    (tmp_path / "de").mkdir()
    for name, text in ((CONTENTS, "# Help\n\n- [A](a.md)\n- [B](b.md)\n"), ("a", "# A\n"), ("b", "# B\n")):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    (tmp_path / "a.md").write_text("# A\n\n## How to\n", "utf-8")
    (tmp_path / "de" / "a.md").write_text("# Anfang\n\n<script>x</script> `1 < 2`\n\n## Wie\n", "utf-8")
    book = HelpBook("de", tmp_path)
    pages = [book.page(name) for name in ("a", "b", "../secret")]
    assert [(page.title, page.language) for page in pages] == [("Anfang", "de"), ("B", "en"), ("Help", "en")]
    assert "<script>" not in pages[0].html
    assert pages[0].anchors() == {"how-to"}
    assert book.picture("../a.md") is None
