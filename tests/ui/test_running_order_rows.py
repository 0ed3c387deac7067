from datetime import UTC, datetime

import pytest

from learningstories.services import challenges, shortlisting
from learningstories.services.pauses import add_pause
from learningstories.services.shortlist_overview import overview
from learningstories.ui.running_order_rows import Setting, items_of, rows_of


@pytest.mark.parametrize(
    ("begins", "starts"),
    [
        (datetime(2013, 3, 31, 0, 50, tzinfo=UTC), ["00:50", "00:55", "02:05"]),
        (datetime(2013, 4, 12, 22, 50, tzinfo=UTC), ["23:50", "23:55", "00:05"]),
        (None, ["", "", ""]),
    ],
    ids=["the clocks go forward", "midnight", "no date"],
)
def test_each_row_says_by_the_clock_on_the_wall_when_it_starts(workspace, add_story, begins, starts):
    challenges.alter(workspace, event_at=begins, zone="Europe/London")
    for number in (1, 2):
        add_story(workspace, f"Story {number}", title=f"Story {number}")
    shortlisting.add(workspace, [1, 2])
    shortlisting.set_minutes(workspace, 1, 5)
    add_pause(workspace, 1, 10)
    found = overview(workspace, None)
    rows = rows_of(items_of(found), Setting(who="Ada", zone=found.challenge.zone, begins=begins))
    assert [row.starts for row in rows] == starts
    assert [row.is_pause for row in rows] == [False, True, False]
