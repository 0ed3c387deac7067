from pathlib import Path

from learningstories import __version__
from learningstories.services.problem_report import LOG, problem_report

GOOD = "2013-03-21 23:59:00,123 ERROR learningstories ValueError at app.py:12 run > desk.py:3 <lambda>"
BAD = ("ValueError: the story of Amina Yusuf", "2013-03-21 23:59:00,123 ERROR x KeyError at Amina's lift")


def test_places_and_versions_are_in_it_and_nobodys_words(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text("\n".join([BAD[0], GOOD, BAD[1]]) + "\n", "utf-8")
    told = problem_report(tmp_path, {"Language": "de"})
    assert f"Learning Stories {__version__}\n" in told
    assert "\nLanguage: de\n" in told
    assert GOOD in told
    assert "Amina" not in told
    assert told.endswith("Lines that were left out: 2\n")


def test_without_a_log_it_says_so_and_of_a_long_one_the_newest_lines_are_there(tmp_path: Path) -> None:
    assert problem_report(tmp_path, {}).endswith("Nothing is in the log.\n")
    lines = [GOOD.replace(":12", f":{place}") for place in range(5_000)]
    (tmp_path / LOG).write_bytes("\n".join(lines).encode() + b"\n\xff")
    told = problem_report(tmp_path, {})
    assert lines[-1] in told
    assert len(told) < 30_000
