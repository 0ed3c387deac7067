"""The command that analyses any table of ratings: analyse."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from learningstories.cli import arguments
from learningstories.cli.command import DONE, Command, Desk
from learningstories.cli.output import columns
from learningstories.i18n import _, plural
from learningstories.services.ratings_table import Columns

if TYPE_CHECKING:
    from learningstories.services.analysing import AnalysedTable

_MEASURES = ("reml", "map", "moments")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "csv", metavar="CSV", type=arguments.source, help=_("a table with a row for each rating")
    )
    parser.add_argument(
        "--story", metavar="COL", required=True, help=_("the column that says what was rated")
    )
    parser.add_argument(
        "--reviewer", metavar="COL", required=True, help=_("the column that says who rated it")
    )
    parser.add_argument("--value", metavar="COL", required=True, help=_("the column of the ratings, numbers"))
    parser.add_argument(
        "--measure",
        choices=_MEASURES,
        help=_(
            "reml: restricted likelihood (the default), map: with a weak prior, "
            "moments: the default from 20,000 ratings on"
        ),
    )


def _analyse(given: Namespace, desk: Desk) -> int:
    from learningstories.services.analysing import analyse_file  # noqa: PLC0415 - brings NumPy and SciPy along

    wanted = Columns(story=given.story, reviewer=given.reviewer, value=given.value)
    analysed = analyse_file(given.csv, wanted, given.measure)
    desk.output.give(_shape(analysed), lambda: _told(analysed))
    return DONE


def _shape(analysed: "AnalysedTable") -> dict[str, Any]:
    """As JSON; null is what cannot be said."""
    found, table = analysed.found, analysed.table
    return {
        "n": found.count,
        "stories": found.stories,
        "reviewers": found.reviewers,
        "variance": {
            "story": found.variance_story,
            "reviewer": found.variance_reviewer,
            "residual": found.variance_residual,
        },
        "reml": found.criterion,
        "mu": found.mu,
        "alpha": dict(found.alpha),
        "icc": {"single": found.icc_single, "mean_of_k": found.icc_mean, "k": found.k},
        "ranking": [
            {
                "story": table.stories[place],
                "n": int(found.n[place]),
                "mean": float(found.mean[place]),
                "score": float(found.score[place]),
                "low": float(found.low[place]),
                "high": float(found.high[place]),
            }
            for place in found.order
        ],
        "measure": found.measure,
        "version": analysed.version,
        "left_out": {"missing": table.missing, "not_numbers": table.not_numbers},
        "repeated": table.repeated,
        "notes": list(analysed.notes),
    }


def _told(analysed: "AnalysedTable") -> Iterator[str]:
    found = analysed.found
    yield _("{ratings} of {stories} by {reviewers}").format(
        ratings=plural("{n} rating", "{n} ratings", found.count).format(n=found.count),
        stories=plural("{n} story", "{n} stories", found.stories).format(n=found.stories),
        reviewers=plural("{n} reviewer", "{n} reviewers", found.reviewers).format(n=found.reviewers),
    )
    yield from analysed.notes
    yield ""
    yield from columns([(name, _number(value)) for name, value in _figures(analysed)])
    if not found.count:
        return
    yield ""
    rows = [(_("Story"), _("Ratings"), _("Plain mean"), _("Estimate"), _("Low"), _("High"))]
    for place in found.order:
        values = (found.mean[place], found.score[place], found.low[place], found.high[place])
        rows.append((analysed.table.stories[place], str(found.n[place]), *(_number(v) for v in values)))
    yield from columns(rows)


def _figures(analysed: "AnalysedTable") -> Iterator[tuple[str, float | None]]:
    found = analysed.found
    yield _("Variance of stories"), found.variance_story
    yield _("Variance of reviewers"), found.variance_reviewer
    yield _("Residual variance"), found.variance_residual
    yield _("REML criterion"), found.criterion
    yield _("Mean (mu)"), found.mu
    for level, alpha in found.alpha.items():
        yield _("Krippendorff's alpha, {level}").format(level=level), alpha
    yield _("Intraclass correlation of one rating"), found.icc_single
    yield _("of the mean of {k}").format(k=_number(found.k)), found.icc_mean


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


COMMANDS = (Command("analyse", _("analyse any table of ratings"), _arguments, _analyse),)
