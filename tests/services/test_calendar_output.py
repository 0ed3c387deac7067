"""The evening in a calendar, read back as a calendar reads it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from learningstories.domain.errors import CannotWrite, EveningWithoutDate
from learningstories.main import LazyDocuments, toolbox
from learningstories.services import challenges
from learningstories.services.output import Order
from learningstories.services.outputs import make_output
from learningstories.services.progress import Control
from learningstories.services.workspace import Workspace

SUMMER = datetime(2013, 4, 12, 17, 30, tzinfo=UTC)
Save = Callable[..., Path]


@pytest.fixture
def save(workspace: Workspace, tmp_path: Path) -> Save:
    def saved(target: Path | None = None) -> Path:
        tools, path = toolbox(LazyDocuments()), target or tmp_path / "evening.ics"
        order = Order(workspace=workspace, toolbox=tools, target=path, control=Control())
        return make_output("ics", order).path

    return saved


def entry(path: Path) -> Event:
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def utc(moment: date) -> datetime:
    assert isinstance(moment, datetime)
    return moment.astimezone(UTC)


def test_it_tells_what_when_and_where(workspace: Workspace, save: Save) -> None:
    place = "The Old Library; upstairs, left\nRing twice"
    challenges.alter(
        workspace, event_at=SUMMER, event_title="قصص, and stories", event_place=place, event_minutes=90
    )
    path = save()
    event = entry(path)
    assert (event["summary"], event["location"]) == (
        "قصص, and stories",
        "The Old Library; upstairs, left Ring twice",
    )
    assert event.start == SUMMER
    assert event.end == SUMMER + timedelta(minutes=90)
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert f"{event.start:%H:%M}" == "18:30"
    assert "BEGIN:VTIMEZONE" in path.read_text("utf-8")
    assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n"))
    before = path.read_bytes()
    challenges.alter_book(workspace, title="Nothing to do with it")
    assert save().read_bytes() == before


def test_an_entry_of_an_evening_that_was_moved_is_newer_also_when_it_was_moved_back(
    workspace: Workspace, save: Save
) -> None:
    versions, names = [], set()
    for moved in (SUMMER, SUMMER + timedelta(days=1), None):
        challenges.alter(workspace, event_at=moved) if moved else workspace.undo()
        event = entry(save())
        versions.append(event["sequence"])
        names.add(str(event["uid"]))
    assert versions == sorted(set(versions))
    assert len(names) == 1


@pytest.mark.parametrize(
    ("starts", "zone"),
    [
        (
            datetime(2013, 10, 26, 22, 30, tzinfo=UTC),
            "Europe/London",
        ),  # over midnight, and the clocks go back
        (datetime(2013, 10, 27, 0, 30, tzinfo=UTC), "Europe/London"),  # ends in the hour that comes twice
        (datetime(2013, 10, 27, 1, 10, tzinfo=UTC), "Europe/London"),  # begins in the second of them
        (datetime(2013, 3, 31, 0, 30, tzinfo=UTC), "Europe/London"),  # the clocks go forward
        (datetime(2013, 12, 31, 20, 0, tzinfo=UTC), "Asia/Kolkata"),
        (datetime(2013, 12, 31, 20, 0, tzinfo=UTC), "Etc/GMT+12"),  # anywhere on Earth
    ],
)
def test_it_lasts_as_long_as_it_does_whatever_the_clocks_do(
    workspace: Workspace, save: Save, starts: datetime, zone: str
) -> None:
    challenges.alter(workspace, event_at=starts, event_minutes=180, zone=zone)
    event = entry(save())
    assert (utc(event.start), utc(event.end)) == (starts, starts + timedelta(minutes=180))


def test_an_evening_without_a_date_is_told(workspace: Workspace, save: Save, tmp_path: Path) -> None:
    challenges.alter(workspace, event_at=None)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(EveningWithoutDate):
        save(folder / "evening.ics")
    challenges.alter(workspace, event_at=SUMMER)
    with pytest.raises(CannotWrite):
        save(folder)
    assert list(folder.iterdir()) == []
