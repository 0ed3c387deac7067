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


def test_the_frame_of_the_window_imports_nothing_slow():
    rooms = (
        "shell",
        "start_page",
        "change_signal",
        "widgets.table",
        "widgets.sheet",
        "app",
        "challenge_window",
    )
    imports = "".join(f"import learningstories.ui.{room}\n" for room in rooms)
    code = f"import sys\n{imports}print([name for name in {SLOW!r} if name in sys.modules])"
    told = subprocess.run(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.strip() == "[]"
