import io
import subprocess
import sys

from learningstories.documents.wire import Hangup, receive, send
from learningstories.documents.worker import serve


def test_the_process_loads_neither_window_nor_database_nor_what_few_files_need():
    code = (
        "import sys, learningstories.documents.worker; print(*{name.split('.')[0] for name in sys.modules})"
    )
    loaded = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "nh3" in loaded
    assert not {"PySide6", "sqlalchemy", "numpy", "scipy", "typst"} & set(loaded)
    assert not {"mammoth", "pypdfium2", "trafilatura", "python_calamine"} & set(loaded)


def test_jobs_are_answered_until_the_other_side_hangs_up():
    requests, answers = io.BytesIO(), io.BytesIO()
    send(requests, {"job": "html"}, [b"**x**"])
    send(requests, {"job": "file", "name": "s.exe", "companions": [], "simply": False}, [b"\x7fELF"])
    send(requests, {"job": "nonsense"}, [b""])
    requests.write(b'{"half a')
    requests.seek(0)
    serve(requests, answers)
    answers.seek(0)
    assert [receive(answers)[0] for _ in range(3)] == [
        {"html": "<p><strong>x</strong></p>"},
        {"refused": "unknown_type"},
        {"refused": "broken"},
    ]


def test_what_is_no_message_ends_the_talk():
    for said in (b"", b"no json\n", b'{"a": 1}\n', b'{"sizes": [-1]}\n', b'{"sizes": [5]}\nabc', b"[]\n"):
        try:
            receive(io.BytesIO(said))
        except Hangup:
            continue
        raise AssertionError(said)
