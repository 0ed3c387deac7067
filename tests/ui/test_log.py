"""What goes wrong is noted without names and words of stories."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from learningstories.domain.errors import FileDamaged
from learningstories.ui.bug_report import catch_bugs, log_to
from learningstories.ui.tasks import Tasks

TOLD = "Amara Okafor told me of the lift"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    logger, hook = logging.getLogger("learningstories"), sys.excepthook
    before, level = list(logger.handlers), logger.level
    logger.setLevel(logging.DEBUG)
    log_to(lambda: tmp_path)
    yield tmp_path / "learning-stories.log"
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        if handler._file is not None:
            handler._file.close()
    logger.setLevel(level)
    sys.excepthook = hook


def test_a_bug_is_noted_by_its_kind_and_place(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catch_bugs(lambda: None)
    with pytest.raises(ValueError, match="Amara") as caught:
        int(TOLD)
    sys.excepthook(caught.type, caught.value, caught.tb)
    noted = log.read_text("utf-8")
    assert "ValueError at test_log.py:" in noted
    assert "Amara" not in noted


def test_work_that_fails_is_not_noted_with_what_it_was_about(qtbot, log: Path) -> None:
    tasks, failed = Tasks(), []

    def work(_control: object) -> None:
        raise FileDamaged(f"{TOLD}.stories")

    tasks.read("", work, None, failed.append)
    qtbot.waitUntil(lambda: failed != [])
    tasks.close()
    logging.getLogger("learningstories").error("the end")
    noted = log.read_text("utf-8")
    assert "the end" in noted
    assert "Amara" not in noted
