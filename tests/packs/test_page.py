"""The review page as it is written: what stands in it, what its policy lets run, and what it keeps secret."""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from lxml import html

from learningstories import i18n
from learningstories.domain.challenge import Criterion
from learningstories.packs.fields import data_out
from learningstories.packs.packs import PackFiles
from learningstories.packs.page import make_page
from learningstories.resources import resource_root
from learningstories.services.markup import markdown_to_html
from learningstories.services.pack_contents import PackContents
from tests.packs.conftest import FULL, pack_story
from tests.packs.hostile_stories import BAD_LANGUAGE, HOST, HOSTILE

MOST_BYTES = 40 * 1024  # of script and style together
LOADS = ("src", "href", "action", "data", "poster", "srcset", "formaction", "background")


def page_of(contents: PackContents, phrase: str = "") -> html.HtmlElement:
    return html.document_fromstring(make_page(contents, markdown_to_html, phrase).decode())


def directives(page: html.HtmlElement) -> dict[str, list[str]]:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def told(page: html.HtmlElement) -> dict[str, object]:
    (found,) = page.xpath("//script[@id='pack']/text()")
    return json.loads(found)


@pytest.mark.parametrize("phrase", ["", "five words that nobody guesses"])
def test_only_our_script_and_style_run_and_nothing_is_loaded(contents: PackContents, phrase: str) -> None:
    page = page_of(contents, phrase)
    policy = directives(page)
    assert policy["default-src"] == policy["form-action"] == policy["base-uri"] == ["'none'"]
    assert policy["img-src"] == policy["media-src"] == ["data:"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    scripts = page.xpath("//script[not(@type='application/json')]/text()")
    assert sorted(policy["script-src"]) == sorted(map(hash_of, scripts))
    assert policy["style-src"] == list(map(hash_of, page.xpath("//style/text()")))
    # The policy comes before all that it is about.
    assert [each.tag for each in page.head][:2] == ["meta", "meta"]


def test_script_and_style_are_small() -> None:
    folder = resource_root() / "review"
    assert sum((folder / name).stat().st_size for name in ("page.js", "page.css")) <= MOST_BYTES


def test_no_element_carries_a_style_or_a_script_of_its_own(contents: PackContents) -> None:
    stories = tuple(pack_story(n, markdown=text) for n, text in enumerate(HOSTILE.values(), 1))
    for node in page_of(replace(contents, stories=stories, media={})).iter():
        assert not [name for name in node.attrib if name == "style" or name.startswith("on")]


def test_every_story_can_be_read_without_scripts(contents: PackContents) -> None:
    page = page_of(contents)
    articles = page.xpath("//article")
    assert [one.xpath("string(h2)") for one in articles] == [story.title for story in contents.stories]
    assert "I learned 2 things." in articles[0].text_content()
    assert articles[2].xpath(".//img/@alt") == ["A map"]
    assert "She tells it (1 min 32 s) is not in this pack" in articles[2].text_content()
    (note,) = page.xpath("//*[contains(@class, 'nojs') and contains(., 'reply to the e-mail')]")
    assert "Story 2: 4 (3) - I will" in note.text_content()
    assert "Story 17: step aside - I know the author" in note.text_content()
    assert [one.xpath("string(p[1])") for one in articles] == ["Story 2", "Story 1", "Story 17"]
    for words in (contents.challenge.question, *contents.challenge.scale):
        assert words in note.text_content()


def test_pictures_and_sound_are_in_the_page_itself(contents: PackContents) -> None:
    (address,) = page_of(contents).xpath("//img/@src")
    head, _, data = address.partition("base64,")
    assert head == "data:image/jpeg;"
    assert [b64decode(data)] == list(contents.media.values())


def test_links_are_words(contents: PackContents) -> None:
    text = "See [my school](https://school.example/a) and <https://b.example/>, or [here](#up).\n\nNote[^1]."
    text += "\n\n[^1]: Long ago."
    page = page_of(replace(contents, stories=(pack_story(1, markdown=text),), media={}))
    shown = page.xpath("string(//article/div[@class='text'])")
    assert "See my school (https://school.example/a) and https://b.example/, or here." in shown
    assert "Long ago." in shown
    assert page.xpath("//article//a") == []
    assert page.xpath("//a/@href") == ["mailto:grace@example.org"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_stories_stay_words(contents: PackContents, name: str) -> None:
    text = HOSTILE[name]
    story = pack_story(1, title=text, markdown=text, author=text)
    named = replace(contents.challenge, title=text, question=text, scale=(text, "a lot"), contact="")
    page = page_of(replace(contents, challenge=named, stories=(story,), media={}))
    assert page.xpath("string(//article/h2)") == text
    assert page.xpath("string(//header//h1)") == text
    assert told(page)["pack"]["scale"] == [text, "a lot"]
    assert len(page.xpath("//script")) == 3
    assert page.xpath(
        "//iframe|//object|//embed|//base|//link|//svg|//math|//article//form|//style"
    ) == page.xpath("/html/head/style")
    assert [a for a in page.xpath("//@*") if HOST in a or a.strip().startswith("javascript:")] == []
    assert len(page.xpath("//*[@id='answers']")) == len(page.xpath("//*[@id='pack']")) == 1
    for node in page.iter():
        assert not {name for name in node.attrib if name.startswith("on")}
        assert not {a for a in LOADS if a in node.attrib and not node.attrib[a].startswith("data:")}


def test_a_language_cannot_become_an_attribute(contents: PackContents) -> None:
    page = page_of(replace(contents, stories=(pack_story(1, language=BAD_LANGUAGE),), media={}))
    (article,) = page.xpath("//article")
    assert set(article.attrib) <= {"class", "id", "lang"}
    assert article.get("lang", "") in ("", BAD_LANGUAGE)


@pytest.mark.parametrize(
    ("language", "told_as", "direction"),
    [("en", "en", "ltr"), ("ar", "ar", "rtl"), ("ar-EG", "ar", "rtl"), ("fi", "en", "ltr")],
)
def test_the_page_runs_as_its_words_do(
    contents: PackContents,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    told_as: str,
    direction: str,
) -> None:
    folder = tmp_path / "i18n" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="ar")
    catalogue.add("Start reading", "ابدأ القراءة")
    with (folder / "learningstories.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(i18n, "resource_root", lambda: tmp_path)
    page = page_of(replace(contents, challenge=replace(contents.challenge, language=language)))
    assert (page.get("lang"), page.get("dir")) == (told_as, direction)
    (start,) = page.xpath("//button[@id='start']/text()")
    assert start == ("ابدأ القراءة" if told_as == "ar" else "Start reading")
    assert page.xpath("//article/h2/@dir") == ["auto"] * len(contents.stories)


def test_what_is_counted_is_there_in_all_forms_of_the_language(
    contents: PackContents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the names that browsers have for them; those for 100 and for 11 come last in our catalogues."""
    folder = tmp_path / "i18n" / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="ar")
    forms = ("{n} دقيقة 0", "دقيقة واحدة", "دقيقتان", "{n} دقائق", "{n} دقيقة", "{n} دقيقةً")
    catalogue.add(("{n} min", "{n} min"), forms)
    with (folder / "learningstories.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(i18n, "resource_root", lambda: tmp_path)
    (data,) = page_of(replace(contents, challenge=replace(contents.challenge, language="ar"))).xpath(
        "//script[@id='pack']/text()"
    )
    names = ("zero", "one", "two", "few", "other", "many")
    assert json.loads(data)["words"]["minutes"] == dict(zip(names, forms, strict=True))


def test_stories_keep_their_own_language(contents: PackContents) -> None:
    story = pack_story(1, language="ar", title="قصة", markdown="تعلمت شيئا.")
    (article,) = page_of(replace(contents, stories=(story,), media={})).xpath("//article")
    assert article.get("lang") == "ar"
    assert article.xpath("div[@class='text']/@dir") == ["auto"]


def test_a_sealed_page_tells_nothing_without_its_phrase(contents: PackContents) -> None:
    phrase = PackFiles().new_phrase()
    secret = replace(contents.stories[1], markdown="Marmalade and its uses.", answers=FULL)
    data = make_page(replace(contents, stories=(secret, contents.stories[2])), markdown_to_html, phrase)
    for word in (
        b"Marmalade",
        b"Story 1",
        "学习".encode(),
        b"Ada Lovelace",
        b"Learning Stories 2013",
        b"Ask our front desk",
        b"grace@",
        data_out(contents.key).encode(),
    ):
        assert word not in data, word
    for media in contents.media.values():
        assert b64encode(media)[:40] not in data
    page = html.document_fromstring(data.decode())
    assert set(told(page)) == {"words", "sealed"}
    assert set(told(page)["sealed"]) == {"kdf", "rounds", "salt", "cipher", "nonce", "pack_id", "data"}


def test_all_that_was_asked_is_asked(contents: PackContents) -> None:
    scale = tuple("1234567")
    criteria = (
        Criterion(question="Is it clear?", scale=("no", "yes")),
        Criterion(question="Is it new?", scale=("no", "so-so", "yes")),
    )
    challenge = replace(contents.challenge, scale=scale, criteria=criteria)
    page = page_of(replace(contents, challenge=challenge))
    assert page.xpath("//input[@name='value']/@value") == list(scale)
    assert page.xpath("//input[@name='criterion0']/@value") == ["1", "2"]
    assert page.xpath("//input[@name='criterion1']/@value") == ["1", "2", "3"]
    for question in (
        challenge.question,
        challenge.action_question,
        challenge.chance_question,
        challenge.why_question,
    ):
        assert question in page.xpath("string(//form[@id='answers'])")


def test_what_the_browser_is_told_of_answers_is_what_was_given(contents: PackContents) -> None:
    stories = told(page_of(contents))["pack"]["stories"]
    given = [story["answers"] for story in stories.values()]
    assert given[0] is None
    assert (given[1]["value"], given[1]["chance"], given[1]["knows"]) == (4, 0, "guess")


def test_files_are_named_so_that_mails_leave_them_alone(contents: PackContents) -> None:
    person = replace(contents.reviewer, name="Zoë  Ångström-Ωmega / <b>")
    name = told(page_of(replace(contents, reviewer=person)))["pack"]["file"]
    assert re.fullmatch(r"[A-Za-z0-9-]+\.lsreturn\.txt", name)
    assert "Zoe-Angstrom" in name
