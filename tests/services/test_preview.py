import io
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from learningstories.documents.documents import Documents
from learningstories.domain.arrival import ReceivedBy
from learningstories.domain.errors import Cancelled
from learningstories.services import offered
from learningstories.services import preview as previewing
from learningstories.services.adding import add
from learningstories.services.kept import bytes_of
from learningstories.services.preview import Preview, Reception, again, keep_unread, preview
from learningstories.services.progress import Control
from tests.documents.recordings import film, sound
from tests.hostile.pictures import png

STORY = "# {title}\n\nOnce I learned to bake.\n"


@pytest.fixture(scope="module")
def reader() -> Iterator[Documents]:
    with Documents() as documents:
        yield documents


@pytest.fixture
def reception(reader, clock, make_challenge):
    return Reception(challenge=make_challenge(), reader=reader, now=clock())


@pytest.fixture
def write(tmp_path):
    """Writes a file below the folder, with the folders it needs."""

    def write_file(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def look(reception):
    def look_at(*paths, **options):
        return preview(paths, reception, **options).found

    return look_at


def archive(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def titles(found):
    return [each.draft.title if each.draft else each.failure.cause for each in found]


def picture(seed=1):
    return png(10 + seed, 10)


# --- folders --------------------------------------------------------------------------------------


def test_folders_are_looked_through_without_what_is_hidden(look, write, tmp_path):
    write("drop/one.md", STORY.format(title="One"))
    write("drop/deeper/still deeper/two.md", STORY.format(title="Two"))
    for litter in (".hidden.md", "Thumbs.db", "__MACOSX/a.md", "~$one.docx", ".git/x.md", "desktop.ini"):
        write(f"drop/{litter}", "litter")
    write("drop/challenge.stories", b"SQLite format 3\0")
    assert titles(look(tmp_path / "drop")) == ["One", "Two"]


def test_a_file_that_is_offered_with_its_folder_is_read_once(look, write, tmp_path):
    path = write("drop/one.md", STORY.format(title="One"))
    assert titles(look(path, tmp_path / "drop", path)) == ["One"]


def test_links_that_lead_outside_or_round_in_circles_are_not_followed(look, write, tmp_path):
    write("secret/secret.md", STORY.format(title="Secret"))
    inside = write("drop/one.md", STORY.format(title="One"))
    (tmp_path / "drop" / "out.md").symlink_to(tmp_path / "secret" / "secret.md")
    (tmp_path / "drop" / "outside").symlink_to(tmp_path / "secret")
    (tmp_path / "drop" / "round").symlink_to(tmp_path / "drop")
    (tmp_path / "drop" / "beside.md").symlink_to(inside)
    assert titles(look(tmp_path / "drop")) == ["One", "One"]


def test_a_folder_with_too_much_in_it_says_so_after_the_first_thousands(look, write, tmp_path, monkeypatch):
    monkeypatch.setattr(offered, "MOST_FILES", 2)
    for number in range(3):
        write(f"drop/{number}.md", STORY.format(title=str(number)))
    assert titles(look(tmp_path / "drop")) == ["0", "1", "too_many_files"]


def test_one_failure_does_not_stop_the_rest(look, write, tmp_path):
    write("drop/a.docx", "no Word file")
    write("drop/b.md", STORY.format(title="B"))
    write("drop/c.md", "")
    assert titles(look(tmp_path / "drop")) == ["not_a_docx", "B", "empty"]


def test_progress_tells_of_every_file_and_cancelling_stops_it(reception, write, tmp_path):
    for number in range(4):
        write(f"drop/{number}.md", STORY.format(title=str(number)))
    told = []
    so_far = Preview()

    def follow(done, total):
        told.append((done, total))
        if done == 2:
            control.stop()

    control = Control(follow)
    with pytest.raises(Cancelled):
        preview([tmp_path / "drop"], reception, control, so_far)
    assert told == [(0, 4), (1, 4), (2, 4)]
    assert titles(so_far.found) == ["0", "1", "2"], "what was read so far is there"


# --- what belongs together -----------------------------------------------------------------------------


def test_pictures_that_a_text_names_are_in_it_and_the_others_are_stories(look, write, tmp_path):
    write("drop/a/story.md", "# Boat\n\n![a boat](boat.png) and ![](sub/oar.png)\n\nWords.")
    write("drop/a/boat.png", picture(1))
    write("drop/a/sub/oar.png", picture(2))
    write("drop/a/b.md", STORY.format(title="B"))
    write("drop/other/boat.png", picture(3))
    found = look(tmp_path / "drop")
    assert titles(found) == ["B", "Boat", "boat"]
    assert [shown.name for shown in found[1].draft.pictures] == ["boat.png", "oar.png"]
    assert found[2].origin.path == tmp_path / "drop" / "other" / "boat.png"


def test_a_recording_that_is_called_like_a_text_comes_along_with_it(look, write, tmp_path):
    write("drop/Ada.md", STORY.format(title="Ada"))
    write("drop/Ada.wav", sound(75))
    write("drop/Ada - 2.png", picture())
    write("drop/Adam.md", STORY.format(title="Adam"))
    write("drop/Eve.mp4", film(60, padding=5_000))
    found = look(tmp_path / "drop")
    assert titles(found) == ["Ada", "Adam", "Eve"]
    assert [(file.name, file.role, file.seconds) for file in found[0].draft.files] == [
        ("Ada - 2.png", "picture", 0),
        ("Ada.wav", "sound", 75),
    ]
    codes = [problem.code for problem in found[0].problems]
    assert {"media_without_description", "picture_without_description"} <= set(codes)
    assert found[1].draft.files == ()
    assert [file.role for file in found[2].draft.files] == ["video"]


def test_media_beside_a_single_text_come_along_but_not_a_whole_album(look, write, tmp_path):
    write("few/story.md", STORY.format(title="Few"))
    write("album/story.md", STORY.format(title="Album"))
    for number in range(3):
        write(f"few/{number}.png", picture(number))
    for number in range(20):
        write(f"album/{number}.png", picture(number))
    [few] = look(tmp_path / "few")
    assert len(few.draft.files) == 3
    assert len(look(tmp_path / "album")) == 21


def test_media_alone_are_stories(look, write, tmp_path):
    found = look(write("page.png", picture()), write("memo.wav", sound(5)))
    assert titles(found) == ["page", "memo"]
    assert all("media_without_summary" in {p.code for p in each.problems} for each in found)


def test_media_of_a_text_that_cannot_be_read_are_not_lost(look, write):
    found = look(write("Ada.docx", "no Word file"), write("Ada.wav", sound(5)))
    assert titles(found) == ["not_a_docx", "Ada"]


@pytest.mark.parametrize("folder", ["page_files", "page-Dateien", "page_fichiers"])
@pytest.mark.parametrize("with_folder", [True, False])
def test_the_folder_of_a_saved_page_belongs_to_the_page(look, write, tmp_path, folder, with_folder):
    text = " ".join(["Once I learned to row a boat on a lake."] * 20)
    page = write(
        "drop/page.html",
        f'<html><body><h1>Boat</h1><p>{text}</p><img src="{folder}/boat.png" alt="boat"></body></html>',
    )
    write(f"drop/{folder}/boat.png", picture())
    write(f"drop/{folder}/code.js", "alert(1)")
    write(f"drop/{folder}/style.css", "p {}")
    [found] = look(tmp_path / "drop") if with_folder else look(page)
    whole = [found.draft, *found.draft.alternatives]
    assert any([shown.name for shown in way.pictures] == ["boat.png"] for way in whole)


# --- files within files ----------------------------------------------------------------------------------


def test_an_archive_is_looked_through_like_a_folder(look, write):
    path = write(
        "stories.zip",
        archive(
            {
                "Ada/boat.md": STORY.format(title="Boat") + "\n![a boat](boat.png)",
                "Ada/boat.png": picture(),
                "Ada/memo.wav": sound(9),
                "Eve/two.txt": "Two\n\nOnce I learned to swim.",
                "__MACOSX/Ada/._boat.md": "litter",
                "Ada/.DS_Store": "litter",
                "broken.docx": "no Word file",
            }
        ),
    )
    found = look(path)
    assert titles(found) == ["Boat", "Two", "not_a_docx"]
    assert [each.source for each in found] == [
        "stories.zip/Ada/boat.md",
        "stories.zip/Eve/two.txt",
        "stories.zip/broken.docx",
    ]
    assert [shown.name for shown in found[0].draft.pictures] == ["boat.png"]
    assert [file.name for file in found[0].draft.files] == ["memo.wav"]


def test_archives_in_archives_are_opened_to_a_depth(look, write):
    data = archive({"story.md": STORY.format(title="Deep")})
    for _ in range(2):
        data = archive({"inner.zip": data})
    [found] = look(write("outer.zip", data))
    assert (found.draft.title, found.source) == ("Deep", "outer.zip/inner.zip/inner.zip/story.md")
    for _ in range(3):
        data = archive({"inner.zip": data})
    assert titles(look(write("deeper.zip", data))) == ["archive_too_deep"]


def test_all_archives_of_a_drop_together_are_bounded(look, write, monkeypatch):
    data = archive({"a.md": STORY.format(title="A"), "b.md": STORY.format(title="B")})
    monkeypatch.setattr(previewing, "MOST_BYTES", 100)
    assert titles(look(write("one.zip", data), write("two.zip", data))) == ["A", "B", "zip_bomb"]
    monkeypatch.setattr(previewing, "MOST_FILES", 3)
    assert titles(look(write("one.zip", data), write("two.zip", data)))[-1] == "too_many_files"


def test_a_table_becomes_its_rows(reception, write):
    path = write(
        "form.csv",
        "Timestamp,Email,Title,Your story\n"
        "2013/03/18 9:00:00 AM GMT+0,ada@example.org,Boat,Once I learned to row a boat on the wide lake.\n"
        "2013/03/18 10:00:00 AM GMT+0,eve@example.org,Bike,Once I learned to ride a bike down a hill.\n",
    )
    shown = preview([path], reception)
    assert titles(shown.found) == ["Boat", "Bike"]
    assert [match.table.name for match in shown.matches] == ["form.csv"]
    [row] = again(shown.found[1].origin, reception)
    assert row.draft.title == "Bike"


# --- another try, and what is kept ------------------------------------------------------------------------


def test_a_file_that_was_mended_is_read_again(look, write, reception):
    path = write("story.docx", "no Word file")
    [failed] = look(path)
    path.rename(path.with_suffix(".md"))
    write("story.docx", "")
    assert titles(again(failed.origin, reception)) == ["empty"]


def test_a_part_is_read_again_without_its_archive(look, write, reception):
    path = write("stories.zip", archive({"a/bad.docx": "no Word file", "a/good.md": STORY.format(title="G")}))
    found = look(path)
    path.unlink()
    for each in found:
        [once_more] = again(each.origin, reception)
        assert (once_more.source, titles([once_more])) == (each.source, titles([each]))


def test_what_cannot_be_read_is_kept_with_a_story_if_it_is_wanted(look, write, reception, workspace):
    path = write("Ada's story.docx", b"no Word file")
    inner = write("stories.zip", archive({"two.docx": "nor this"}))
    os.utime(path, (1_363_600_800, 1_363_600_800))
    failed, within = look(path, inner)
    kept = [keep_unread(failed, reception), keep_unread(within, reception)]
    assert titles(kept) == ["Ada's story", "two"]
    assert kept[0].received_by is ReceivedBy.FILE_TIME
    stories = add(workspace, kept)
    assert [(story.title, story.words, story.source) for story in stories] == [
        ("Ada's story", 0, "Ada's story.docx"),
        ("two", 0, "stories.zip/two.docx"),
    ]
    with workspace.read() as unit:
        [original] = unit.attachments.find(story_id=stories[0].id)
        assert (original.role, unit.blobs.get(original.sha)) == ("original", b"no Word file")
    workspace.undo()
    with workspace.read() as unit:
        assert not unit.stories.all()
        assert not unit.attachments.all()


def test_a_recording_is_kept_once_with_its_length(look, write, workspace):
    add(workspace, look(write("memo.wav", sound(75))))
    with workspace.read() as unit:
        [kept] = unit.attachments.all()
    assert (kept.role, kept.seconds, kept.name) == ("sound", 75, "memo.wav")


def test_large_files_wait_on_the_disk_until_they_are_added(look, write, workspace):
    noise = os.urandom(300_000)
    paths = [
        write(f"{number}.zip", archive({"story.md": STORY.format(title="S"), "a.bin": noise}))
        for number in range(3)
    ]
    found = look(*paths)
    failed = [each for each in found if each.draft is None]
    assert all(
        each.origin.part is not None and not isinstance(each.origin.part.data, bytes) for each in failed
    )
    assert bytes_of(failed[0].origin.part.data) == noise


def test_a_time_within_an_archive_counts_where_it_is_told_in_utc(look, write):
    info = zipfile.ZipInfo("story.md", (2013, 3, 18, 9, 0, 0))
    moment = datetime(2013, 3, 18, 8, 30, tzinfo=UTC)
    info.extra = b"UT\x05\x00\x01" + int(moment.timestamp()).to_bytes(4, "little")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(info, STORY.format(title="T"))
    [found] = look(write("a.zip", out.getvalue()))
    assert (found.received_at, found.received_by) == (moment, ReceivedBy.FILE_TIME)
