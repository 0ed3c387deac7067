"""The web pages of an evening as files in a folder: what is in them, and what must never be."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image

from learningstories.domain.errors import Cancelled, CannotWrite, FolderTaken, NoWebConsent
from learningstories.domain.story import NameUse
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import attachments, challenges, shortlisting, stories
from learningstories.services.drafts import DraftFile
from learningstories.services.output import MadeOutput, Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace

Make = Callable[..., MadeOutput]
AGREED = {"consent_web": True}


@pytest.fixture
def evening(workspace: Workspace, add_story: Callable[..., Any]) -> Workspace:
    """Three stories, of which two may be on the web: one of an author without a name, in Arabic."""
    told = "The lift <b>was</b> late.\n\nI took the stairs."
    add_story(workspace, told, title="The lift & I", author="Ada Low", **AGREED)
    add_story(workspace, "Secret words.", title="The whisper", author="Bo High", consent_print=True)
    add_story(workspace, "كان المعلم يصمت.", title="قصة المعلم", author="Cy Jones", language="ar", **AGREED)
    stories.edit(workspace, 3, name_use=NameUse.NONE)
    shortlisting.add(workspace, [1, 2, 3])
    challenges.alter(workspace, event_title="Stories that made us act")
    return workspace


@pytest.fixture
def make(documents: LazyDocuments, tmp_path: Path) -> Make:
    def made(workspace: Workspace, target: Path | None = None, control: Control | None = None) -> MadeOutput:
        tools, folder = toolbox(documents), target or tmp_path / "web"
        order = Order(workspace=workspace, toolbox=tools, target=folder, control=control or Control())
        return make_output("web", order)

    return made


def files(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_the_folder_has_what_may_be_on_the_web_and_nothing_else(evening: Workspace, make: Make) -> None:
    made = make(evening)
    assert files(made.path) == {
        "index.html", "story-1.html", "story-3.html", "social/story-1.png", "social/story-3.png",
    }  # fmt: skip
    assert (made.files, [out.number for out in made.left_out]) == (5, [2])
    for page in made.path.glob("*.html"):
        text = page.read_text("utf-8")
        for private in ("Secret", "whisper", "Bo High", "Cy Jones"):
            assert private not in text
    start = html.parse(made.path / "index.html")
    links = [(link.text, link.get("href")) for link in start.iterfind(".//ol//a")]
    assert links == [("The lift & I", "story-1.html"), ("قصة المعلم", "story-3.html")]


def test_the_pages_load_nothing_from_elsewhere_and_run_nothing(evening: Workspace, make: Make) -> None:
    stories.edit(evening, 1, title="<script>alert(1)</script>")
    folder = make(evening).path
    for page in folder.glob("*.html"):
        root = html.parse(page).getroot()
        (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert re.fullmatch(
            r"default-src 'none'; img-src 'self'; style-src 'sha256-[A-Za-z0-9+/=]+'; "
            r"base-uri 'none'; form-action 'none'",
            policy,
        )
        assert not root.xpath("//script | //link | //@style | //iframe")
        addresses = {str(each) for each in root.xpath("//@src | //@href")}
        assert all((folder / address).is_file() for address in addresses)
    start = html.parse(folder / "index.html")
    assert start.findtext(".//ol//a") == "<script>alert(1)</script>"


def test_each_story_has_its_own_language_and_leads_to_the_next(evening: Workspace, make: Make) -> None:
    folder = make(evening).path
    root = html.parse(folder / "story-3.html").getroot()
    article = root.find(".//article")
    assert (root.get("lang"), root.get("dir")) == ("en", "ltr")
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    assert "An author who is not named" in article.text_content()
    assert [link.get("href") for link in root.xpath("//a[@rel]")] == ["story-1.html"]
    challenges.alter(evening, language="ar")
    assert html.parse(make(evening).path / "index.html").getroot().get("dir") == "rtl"


def test_social_pictures_are_as_large_as_is_asked_for_and_tell_nothing_else(
    evening: Workspace, make: Make
) -> None:
    stories.edit(evening, 1, title="Long words and more of them " * 20)
    made = make(evening)
    for number in (1, 3):
        with Image.open(made.path / "social" / f"story-{number}.png") as card:
            assert (card.format, card.size, card.info) == ("PNG", (1200, 630), {})
            assert len(card.convert("L").getcolors() or ()) > 20  # words, and not an empty ground
    root = html.parse(made.path / "story-3.html").getroot()
    assert root.xpath("//meta[@property='og:image']/@content") == ["social/story-3.png"]
    before = {name: (made.path / name).read_bytes() for name in files(made.path)}
    again = make(evening)
    assert {name: (again.path / name).read_bytes() for name in files(again.path)} == before


def test_pictures_that_the_text_shows_come_without_what_they_say_of_anybody(
    evening: Workspace, make: Make
) -> None:
    out, about = io.BytesIO(), Image.Exif()
    about[0x013B] = "Ada at home"
    Image.new("RGB", (2400, 1000), "teal").save(out, "JPEG", exif=about, comment=b"by Ada")
    files_of = {"shown": out.getvalue(), "broken": b"no picture", "not shown": out.getvalue() + b"more"}
    kept = {
        name: attachments.attach(
            evening,
            1,
            DraftFile(name=name, media_type="image/jpeg", role="picture", data=data, description=name),
        ).sha
        for name, data in files_of.items()
    }
    stories.edit(
        evening, 1, markdown=f"See\n\n![](media:{kept['shown']})\n\n![The sea](media:{kept['broken']})"
    )
    made = make(evening)
    root = html.parse(made.path / "story-1.html").getroot()
    (shown,) = root.iterfind(".//img")
    assert (shown.get("alt"), shown.get("width"), "The sea" in root.text_content()) == ("shown", "1600", True)
    assert [each.name for each in (made.path / "pictures").iterdir()] == [Path(shown.get("src")).name]
    data = (made.path / shown.get("src")).read_bytes()
    assert not [word for word in (b"Ada", b"Exif") if word in data]
    assert made.notes == ("A picture of story #1 cannot be shown, and is left out.",)


def test_a_folder_of_ours_is_made_anew_and_one_of_others_is_left(
    evening: Workspace, make: Make, tmp_path: Path
) -> None:
    folder = make(evening).path
    stories.edit(evening, 3, consent_web=False)
    make(evening)
    assert files(folder) == {"index.html", "story-1.html", "social/story-1.png"}
    (folder / "mine.txt").write_text("keep me")
    before = files(folder)
    with pytest.raises(FolderTaken):
        make(evening)
    assert files(folder) == before
    (tmp_path / "file").write_text("a file")
    with pytest.raises(FolderTaken):
        make(evening, tmp_path / "file")


def test_nothing_half_done_is_left(evening: Workspace, make: Make, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done:
            control.stop()

    control = Control(stop)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Cancelled):
        make(evening, control=control)
    with pytest.raises(CannotWrite):
        make(evening, tmp_path / "file" / "web")
    stories.edit(evening, 1, consent_web=False)
    stories.edit(evening, 3, consent_web=False)
    with pytest.raises(NoWebConsent):
        make(evening)
    assert [each for each in tmp_path.iterdir() if each.is_dir()] == []
