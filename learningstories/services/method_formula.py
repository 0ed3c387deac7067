"""The formula of a ranking and where it comes from, for those who want to check it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learningstories.i18n import _

if TYPE_CHECKING:
    from learningstories.services.results import Results

# Letters of mathematics, "ln" and the titles of papers stay as they are in every language.
_MODEL = ("y = m + s + r + e", "s ~ N(0, S²),  r ~ N(0, R²),  e ~ N(0, E²)")
_PULL = ("ln(S / E) ~ N(ln 0.9, 0.5²),  ln(R / E) ~ N(ln 0.35, 0.5²)",)
_SOURCES = (
    "J. Platt, C. Burges (2012): Regularized Least Squares to Remove Reviewer Bias",
    "H. Ge, M. Welling, Z. Ghahramani (2013): A Bayesian model for calibrating conference review scores",
    "N. Lawrence (2014): Reviewer calibration for NIPS",
    "K. Gao, A. Owen (2017): Efficient moment calculations for variance components in large unbalanced"
    " crossed random effects models",
    "K. Krippendorff (2011): Computing Krippendorff's Alpha-Reliability",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertPart:
    """A heading with sentences or titles, and lines of a formula."""

    heading: str
    text: tuple[str, ...]
    formula: tuple[str, ...] = ()


def expert_sections(results: "Results") -> tuple[ExpertPart, ...]:
    """The formula that this ranking was made by, how to have it again, and the sources."""
    by_moments = results.method == "moments"
    levels = _("m = m(group of the story),  r ~ N(h(group of the reader), R²)")
    formula = (
        *_MODEL,
        *([levels] if results.table.levels else []),
        *(() if by_moments else _PULL),
        _("estimate = m + s,  range = estimate ± 1.645 sd"),
    )
    return (
        ExpertPart(
            heading=_("The formula"), text=_explained(results, by_moments=by_moments), formula=formula
        ),
        ExpertPart(heading=_("Where it comes from"), text=_SOURCES),
    )


def _explained(results: "Results", *, by_moments: bool) -> tuple[str, ...]:
    letters = _(
        "Each answer y is taken to be the average m, plus what the story adds (s), plus how far its reader"
        " leans (r), plus chance (e)."
    )
    if by_moments:
        spreads = _(
            "The three spreads S, R and E are estimated from all answers by the method of moments, which is"
            " as good as likelihood where there are so many."
        )
    else:
        spreads = _(
            "The three spreads S, R and E are estimated from all answers by restricted maximum likelihood,"
            " with a light pull towards what other challenges showed."
        )
    again = _(
        "The same answers with the same version and seed ({seed}) give the same ranking, to the last digit."
    )
    return (letters, spreads, again.format(seed=results.seed))
