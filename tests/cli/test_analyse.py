"""Any table of ratings is analysed from the terminal, and bad ones are told in words."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Write = Callable[..., Path]

# Davies and Goldsmith 1972, "Statistical methods in research and production", as in R's lme4 (data set
# Penicillin): diameters in mm for samples A to F on each of 24 plates.
PENICILLIN = """
27 23 26 23 23 21, 27 23 26 23 23 21, 25 21 25 24 24 20, 26 23 25 23 23 20
25 22 26 22 23 20, 24 22 25 23 22 19, 24 20 23 21 22 19, 26 22 26 24 24 21
24 21 24 22 22 20, 24 21 24 23 22 19, 26 23 26 24 24 21, 25 22 26 24 24 20
26 24 26 24 25 22, 26 23 26 23 23 20, 26 23 25 24 24 22, 25 22 25 23 23 20
25 21 24 23 23 20, 25 22 24 23 23 19, 24 21 23 21 21 19, 26 23 26 24 24 21
25 21 24 22 22 18, 25 22 25 22 22 20, 24 21 24 22 24 19, 24 21 24 22 21 18
"""
# Shrout and Fleiss 1979, "Intraclass correlations: uses in assessing rater reliability", table 2.
SHROUT_FLEISS = "9 2 5 8, 6 1 3 2, 8 4 6 8, 7 1 2 6, 10 5 6 9, 6 2 4 7"
# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", example C, a row an observer.
KRIPPENDORFF = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
# Davies 1947, yields of five preparations from each of six batches, as in lme4 (data set Dyestuff).
DYESTUFF = """
1545 1440 1440 1520 1580, 1540 1555 1490 1560 1495, 1595 1550 1605 1510 1560
1445 1440 1595 1465 1545, 1595 1630 1515 1635 1625, 1520 1455 1450 1480 1445
"""
# The example on Wikipedia's page on Krippendorff's alpha, a row a coder.
CODERS = """
* * * * * 3 4 1 2 1 1 3 3 * 3
1 * 2 1 3 3 4 3 * * * * * * *
* * 2 1 3 4 4 * 2 1 1 3 3 * 4
"""
COLUMNS = ("--story", "story", "--reviewer", "reviewer", "--value", "value")


def ratings(text: str) -> list[tuple[str, str, str]]:
    """A complete table, a row a story."""
    rows = [row.split() for row in text.strip().replace("\n", ",").split(",")]
    return [(f"s{s}", f"r{r}", value) for s, row in enumerate(rows) for r, value in enumerate(row)]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a table."""

    def do(rows: Sequence[Sequence[str]], mark: str = ",", header: str = "story reviewer value") -> Path:
        path = tmp_path / "ratings.csv"
        lines = [mark.join(header.split()), *(mark.join(row) for row in rows)]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return do


@pytest.fixture
def analyse(run: Run) -> Callable[..., Any]:
    """Analyses a table; nothing but JSON may be printed, and no number in it that is none."""

    def do(path: Path, *more: str) -> Any:
        answer = run("analyse", path, *COLUMNS, *more, "--json")
        assert (answer.status, answer.err) == (0, "")
        found = json.loads(answer.out, parse_constant=lambda name: pytest.fail(f"{name} in the JSON"))
        for row in found["ranking"]:
            assert row["low"] <= row["score"] <= row["high"]
        return found

    return do


def test_penicillin_gives_what_lme4_reports(analyse: Callable[..., Any], write: Write) -> None:
    found = analyse(write(ratings(PENICILLIN)), "--measure", "reml")
    sd = {part: math.sqrt(variance) for part, variance in found["variance"].items()}
    assert sd == pytest.approx({"story": 0.8467, "reviewer": 1.9316, "residual": 0.5499}, abs=1e-4)
    assert found["reml"] == pytest.approx(330.8606, abs=1e-4)
    assert found["mu"] == pytest.approx(22.9722, abs=1e-4)
    assert (found["n"], found["stories"], found["reviewers"]) == (144, 24, 6)


def test_a_one_way_table_gives_what_lme4_reports(analyse: Callable[..., Any], write: Write) -> None:
    rows = [(story, f"{story} {reviewer}", value) for story, reviewer, value in ratings(DYESTUFF)]
    found = analyse(write(rows))
    variance = found["variance"]
    assert (variance["story"], variance["residual"]) == pytest.approx((1764.05, 2451.25), rel=1e-6)
    assert variance["reviewer"] is None
    assert (found["reml"], found["mu"]) == pytest.approx((319.6543, 1527.5), abs=1e-4)


@pytest.mark.parametrize("measure", ["reml", "moments"])
def test_measurements_much_sharper_than_readers(
    analyse: Callable[..., Any], write: Write, measure: str
) -> None:
    """Against the mean squares of a complete table, of which the components are known in closed form."""
    story, device = [900.0, -310.0, 45.0, 7.0, 520.0], [18.0, -21.0, 3.0, 0.5]
    noise = [(13 * n * n + 5 * n) % 17 / 10 for n in range(20)]
    value = [[s + d + noise[4 * i + j] for j, d in enumerate(device)] for i, s in enumerate(story)]
    found = analyse(
        write([(f"s{i}", f"d{j}", str(v)) for i, row in enumerate(value) for j, v in enumerate(row)]),
        "--measure",
        measure,
    )
    of_story, of_device = [sum(row) / 4 for row in value], [sum(col) / 5 for col in zip(*value, strict=True)]
    mean = sum(of_story) / 5
    left = [value[i][j] - of_story[i] - of_device[j] + mean for i in range(5) for j in range(4)]
    residual = sum(x * x for x in left) / 12
    expected = {
        "story": sum((x - mean) ** 2 for x in of_story) / 4 - residual / 4,
        "reviewer": sum((x - mean) ** 2 for x in of_device) / 3 - residual / 5,
        "residual": residual,
    }
    assert found["variance"] == pytest.approx(expected, rel=1e-4)


def test_stars_are_missing_values(analyse: Callable[..., Any], write: Write) -> None:
    coders = [line.split() for line in CODERS.strip().splitlines()]
    found = analyse(
        write([(f"u{u}", f"c{c}", value) for c, row in enumerate(coders) for u, value in enumerate(row)])
    )
    assert found["left_out"] == {"missing": 18, "not_numbers": 0}
    assert found["alpha"]["nominal"] == pytest.approx(0.691358, abs=1e-6)
    assert found["alpha"]["interval"] == pytest.approx(0.810845, abs=1e-6)


def test_shrout_and_fleiss(analyse: Callable[..., Any], write: Write) -> None:
    found = analyse(write(ratings(SHROUT_FLEISS)))
    assert found["icc"] == pytest.approx({"single": 0.2898, "mean_of_k": 0.6201, "k": 4}, abs=1e-4)
    story, residual = found["variance"]["story"], found["variance"]["residual"]
    assert story / (story + residual) == pytest.approx(0.7148, abs=1e-4)
    assert story / (story + residual / 4) == pytest.approx(0.9093, abs=1e-4)


def test_krippendorffs_own_example_with_what_is_missing(analyse: Callable[..., Any], write: Write) -> None:
    observers = [line.split() for line in KRIPPENDORFF.strip().splitlines()]
    rows = [(f"u{u}", f"o{o}", value) for o, row in enumerate(observers) for u, value in enumerate(row)]
    found = analyse(write(rows))
    expected = {"nominal": 0.743421, "ordinal": 0.815388, "interval": 0.849107, "ratio": 0.797403}
    assert found["alpha"] == pytest.approx(expected, abs=1e-6)
    assert found["left_out"] == {"missing": 7, "not_numbers": 0}
    assert any("7 rows" in note for note in found["notes"])


def test_the_ranking_goes_from_the_best_down(analyse: Callable[..., Any], write: Write) -> None:
    found = analyse(write(ratings(SHROUT_FLEISS)))
    assert [row["story"] for row in found["ranking"]] == ["s4", "s2", "s0", "s5", "s3", "s1"]
    assert set(found["ranking"][0]) == {"story", "n", "mean", "score", "low", "high"}
    assert found["ranking"][0]["n"] == 4
    assert found["ranking"][0]["mean"] == 7.5


@pytest.mark.parametrize("measure", ["reml", "map", "moments"])
def test_each_measure_says_what_it_did(analyse: Callable[..., Any], write: Write, measure: str) -> None:
    assert analyse(write(ratings(PENICILLIN)), "--measure", measure)["measure"] == measure


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_cells_may_be_parted_as_spreadsheets_do(analyse: Callable[..., Any], write: Write, mark: str) -> None:
    rows = [(f'"A{mark} {story}"', reviewer, value) for story, reviewer, value in ratings(SHROUT_FLEISS)]
    found = analyse(write(rows, mark))
    assert found["ranking"][0]["story"] == f"A{mark} s4"
    assert found["n"] == 24


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_files_of_any_program(run: Run, tmp_path: Path, encoding: str, ends: str) -> None:
    path = tmp_path / "ratings.csv"
    lines = ["Größe,wer,was", "1,Zoë,a", "", "2,Åsa,a", "2,Zoë,b", "3,Åsa,b"]
    path.write_bytes(ends.join(lines).encode(encoding))
    answer = run("analyse", path, "--story", "was", "--reviewer", "wer", "--value", "größe", "--json")
    assert (answer.status, answer.err, answer.json["n"]) == (0, "", 4)
    assert answer.json["alpha"]["interval"] is not None


def test_decimal_commas_and_spaces_are_numbers(analyse: Callable[..., Any], write: Write) -> None:
    found = analyse(
        write([("a", "x", " 2,5 "), ("a", "y", "+3.5"), ("b", "x", "1e0"), ("b", "y", ".5")], ";")
    )
    assert {row["story"]: row["mean"] for row in found["ranking"]} == {"a": 3.0, "b": 0.75}


def test_what_is_no_number_is_left_out_and_said(analyse: Callable[..., Any], write: Write) -> None:
    bad = [(f"b{n}", "x", value) for n, value in enumerate(("four", "1e400", "inf", "1_0", "0x3", "9e9"))]
    missing = [("", "x", "3"), ("c", "", "3"), ("c", "x", "NA"), ("c", "x", ""), ("c",)]
    found = analyse(write([*ratings(SHROUT_FLEISS), *bad, *missing]))
    assert found["left_out"] == {"missing": 5, "not_numbers": 6}
    assert (found["n"], found["stories"]) == (24, 6)
    assert len(found["notes"]) == 2


def test_a_second_rating_of_the_same_reviewer_counts_and_is_said(
    analyse: Callable[..., Any], write: Write
) -> None:
    found = analyse(write([*ratings(SHROUT_FLEISS), ("s0", "r0", "1")]))
    assert (found["n"], found["repeated"]) == (25, 1)
    assert any("rated it before" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        ([], "no ratings"),
        ([("a", "x", "3")], "All ratings are the same"),
        ([(f"s{n}", f"r{n % 3}", "3") for n in range(12)], "All ratings are the same"),
        ([(f"s{n}", "x", str(n % 5)) for n in range(12)], "Reviewers cannot be told"),
        ([(f"s{n}", f"r{n // 3}", str(n % 5)) for n in range(12)], "Stories cannot be told"),
        ([(f"s{n}", f"r{n}", str(n % 5)) for n in range(12)], "Stories cannot be told"),
        ([("a", f"r{n}", str(n % 5)) for n in range(12)], "there is but one"),
        ([(f"s{n % 2}", f"r{n // 2}", str(n % 5 - 2)) for n in range(12)], "below 0"),
        ([(f"s{n % 2}", f"r{n // 2}", str(n % 2 * 1e9)) for n in range(12)], ""),
    ],
    ids=["none", "one", "alike", "one reader", "nothing shared", "one each", "one story", "below 0", "huge"],
)
@pytest.mark.parametrize("measure", ["reml", "map", "moments"])
def test_little_says_what_can_be_said(
    analyse: Callable[..., Any], write: Write, rows: list[tuple[str, ...]], note: str, measure: str
) -> None:
    found = analyse(write(rows), "--measure", measure)
    assert found["n"] == len(rows)
    assert note in " ".join(found["notes"])
    assert (found["mu"] is None) == (not rows)


@pytest.mark.parametrize(
    "value",
    [lambda s, _r: s, lambda _s, r: r, lambda s, r: s + r],
    ids=["readers agree wholly", "readers alone differ", "both add up"],
)
def test_ratings_without_chance_have_no_restricted_likelihood(
    analyse: Callable[..., Any], write: Write, value: Callable[[int, int], int]
) -> None:
    rows = [(f"s{s}", f"r{r}", str(value(s, r))) for s in range(6) for r in range(3)]
    found = analyse(write(rows), "--measure", "reml")
    assert found["reml"] is None
    assert found["variance"]["residual"] == pytest.approx(0, abs=1e-6)
    assert any("explain every rating exactly" in note for note in found["notes"])


def test_a_criterion_that_comes_to_rest_at_no_noise_is_told(
    analyse: Callable[..., Any], write: Write
) -> None:
    """As many parts as ratings: the criterion comes to rest, so that it is told."""
    found = analyse(write([("a", "x", "1"), ("a", "y", "2"), ("c", "x", "4"), ("d", "y", "5")]))
    assert found["reml"] is not None
    assert found["notes"] == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_table"),
        (b"\n\n", "not_a_table"),
        (b"\x89PNG\r\n\0\0\0", "not_a_table"),
        (b"\xff\xfea", "not_a_table"),
        (b"story,reviewer\na,b\n", "no_such_column"),
        (b'story,reviewer,value\na,"b,3\nc,d,4\n', "quote_left_open"),
        (b"story,reviewer,value\n" + b"a" * 2_000_000 + b",b,3\n", "quote_left_open"),
    ],
)
def test_what_is_no_such_table_is_refused_in_words(run: Run, tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "ratings.csv"
    path.write_bytes(data)
    answer = run("analyse", path, *COLUMNS, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, code)
    assert "Traceback" not in answer.err


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    answer = run("analyse", tmp_path / "none.csv", *COLUMNS, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "file_missing")
    answer = run("analyse", tmp_path, *COLUMNS, "--json")
    assert (answer.status, answer.json["error"]["code"]) == (1, "not_a_table")


def test_a_wrong_column_is_told_with_those_there_are(run: Run, write: Write) -> None:
    answer = run("analyse", write([]), "--story", "title", *COLUMNS[2:])
    assert answer.status == 1
    assert "“title”" in answer.err
    assert "story, reviewer, value" in answer.err


def test_columns_of_the_same_name(analyse: Callable[..., Any], write: Write) -> None:
    found = analyse(write([("a", "x", "1", "9"), ("b", "y", "2", "9")], header="story reviewer value value"))
    assert found["mu"] == pytest.approx(1.5)
    assert any("Several columns" in note for note in found["notes"])


def test_the_analysis_for_a_person(run: Run, write: Write) -> None:
    answer = run("analyse", write(ratings(SHROUT_FLEISS)), *COLUMNS)
    assert (answer.status, answer.err) == (0, "")
    assert "24 ratings of 6 stories by 4 reviewers" in answer.out
    assert "0.2898" in answer.out
    assert run("analyse", write([]), *COLUMNS).status == 0
