import subprocess
import sys

SLOW = (
    "sqlalchemy",
    "numpy",
    "scipy",
    "typst",
    "lxml",
    "alembic",
    "PIL",
    "fontTools",
    "mammoth",
    "yaml",
    "babel",
)
# What the frame does without: each of these takes milliseconds.
NOT_FIRST = (
    "learningstories.domain",
    "learningstories.services.ports",
    "learningstories.ui.accessibility",
    "learningstories.ui.progress_strip",
    "learningstories.ui.widgets.notice",
    "PySide6.QtNetwork",
    "sqlite3",
    "datetime",
    "json",
    "hashlib",
)
MOST_MODULES = 45  # of our own


def test_what_a_window_is_made_of_imports_nothing_slow():
    rooms = ("start_page", "change_signal", "widgets.table", "widgets.sheet", "challenge_window")
    imports = "".join(f"import learningstories.ui.{room}\n" for room in rooms)
    told = told_by(f"{imports}print([name for name in {SLOW!r} if name in sys.modules])")
    assert told == "[]"


def test_the_frame_of_the_window_imports_only_what_it_shows():
    code = f"""
import learningstories.main
from learningstories.ui.responsiveness import import_without_reading
import_without_reading()
import learningstories.ui.running
print([name for name in {SLOW + NOT_FIRST!r} if name in sys.modules])
import PySide6.QtGui
# PySide makes a class when it is first asked for: all that is in it, icons of every desktop.
print([name for name in ("QIcon", "QFileOpenEvent", "QAccessible") if name in vars(PySide6.QtGui)])
print(sum(name.startswith("learningstories.") for name in sys.modules) <= {MOST_MODULES})
"""
    assert told_by(code).splitlines() == ["[]", "[]", "True"]


def told_by(code):
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", f"import sys\n{code}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()
