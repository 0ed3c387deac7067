"""Any table of ratings, analysed as a statistician would check it: components, agreement, ranking.

What a table cannot tell is None here, never a number that looks like an answer.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from learningstories.analysis.agreement import MOST_POINTS, Level, krippendorff_alpha
from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.model import AdditiveModel
from learningstories.analysis.ranking import MOMENTS_FROM, Z90
from learningstories.analysis.ratings import Ratings, gather
from learningstories.analysis.variances import Fit, Variances, by_map, by_moments, by_reml, by_reml_of_one

LEVELS: tuple[Level, ...] = get_args(Level)
MOST_OF_BOTH = 6_000  # stories and reviewers at once: the system to be solved is as wide as the fewer

Measure = Literal["reml", "map", "moments"]
Limit = Literal[
    "alike",
    "reviewer_unknown",
    "story_unknown",
    "assumed",
    "no_moments",
    "by_moments",
    "points",
    "below_zero",
    "exact",
]


class TooManyOfBoth(Exception):
    """More stories and more reviewers than can be told apart within the memory of a computer."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableAnalysis:
    """What N ratings say. `score`, `low`, `high`, `mean` and `n` have shape (S,).

    `variance_story`, `variance_reviewer` and `variance_residual` are in squared points; one that
    cannot be told from chance is counted in the residual and None itself. `criterion` is the REML
    criterion at the components (without prior). `alpha` has an entry a level. `icc_single` is
    ICC(2,1), `icc_mean` that of the mean of `k` ratings, with `k` the harmonic mean of the stories'
    numbers of ratings (ten Hove, Jorgensen and van der Ark 2022). `measure` is what was done in the
    end; `limits` says what the table does not allow.
    """

    count: int
    stories: int
    reviewers: int
    measure: Measure
    variance_story: float | None
    variance_reviewer: float | None
    variance_residual: float | None
    criterion: float | None
    mu: float | None
    alpha: dict[Level, float | None]
    icc_single: float | None
    icc_mean: float | None
    k: float | None
    n: IntArray
    mean: FloatArray
    score: FloatArray
    low: FloatArray
    high: FloatArray
    limits: tuple[Limit, ...]

    @property
    def order(self) -> IntArray:
        """Story indices, best first; equal scores by index."""
        return np.argsort(-self.score, kind="stable")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Told:
    """Which parts the table tells apart, the fit behind the components and that behind the ranking."""

    story: bool
    reviewer: bool
    fit: Fit
    ranked: Fit
    measure: Measure
    limits: tuple[Limit, ...]


def analyse(
    story: IntArray,
    reviewer: IntArray,
    value: FloatArray,
    *,
    stories: int,
    reviewers: int,
    measure: Measure | None = None,
) -> TableAnalysis:
    """Analyse N ratings, each of `stories` and `reviewers` with at least one of them.

    `measure` None takes restricted likelihood, and moments from 20,000 ratings on. Raises
    ValueError as `ratings.gather` does and `TooManyOfBoth`.
    """
    ratings = gather(story, reviewer, value, stories=stories, reviewers=reviewers)
    alpha, limits = _alphas(ratings)
    if not ratings.count:
        return _nothing(measure or "reml", alpha)
    if min(stories, reviewers) > MOST_OF_BOTH:
        raise TooManyOfBoth
    turned = reviewers > stories  # the parts are alike to the model, and the fewer ones are the dear ones
    model = AdditiveModel(_turned(ratings) if turned else ratings)
    told = _tell(model, ratings, turned=turned, measure=measure)
    scores = _scores(model, told.ranked, turned=turned)
    parts = told.fit.variances
    if turned:
        parts = Variances(story=parts.reviewer, reviewer=parts.story, residual=parts.residual)
    return _analysis(ratings, told, parts, scores=scores, alpha=alpha, limits=told.limits + limits)


def _turned(ratings: Ratings) -> Ratings:
    return gather(
        ratings.reviewer, ratings.story, ratings.value, stories=ratings.reviewers, reviewers=ratings.stories
    )


def _tell(model: AdditiveModel, ratings: Ratings, *, turned: bool, measure: Measure | None) -> _Told:
    """Fit what can be told, and say what cannot."""
    # A part whose members have one rating each is not told from chance, one with one member not from mu.
    story = 1 < ratings.stories < ratings.count
    reviewer = 1 < ratings.reviewers < ratings.count
    if ratings.alike:
        guess = by_map(model)
        return _Told(story=False, reviewer=False, fit=guess, ranked=guess, measure="map", limits=("alike",))
    if not (story and reviewer):
        return _partly(model, story=story, reviewer=reviewer, turned=turned, measure=measure)
    limits: tuple[Limit, ...] = ()
    wanted = measure or ("moments" if ratings.count >= MOMENTS_FROM else "reml")
    fit = by_moments(model) if wanted == "moments" else None
    if fit is None and wanted == "moments":
        wanted, limits = "reml", ("no_moments",)
    elif measure is None and wanted == "moments":
        limits = ("by_moments",)
    if fit is None:
        fit = by_map(model) if wanted == "map" else by_reml(model)
        limits += _of_fit(fit)
    return _Told(story=True, reviewer=True, fit=fit, ranked=fit, measure=wanted, limits=limits)


def _partly(
    model: AdditiveModel, *, story: bool, reviewer: bool, turned: bool, measure: Measure | None
) -> _Told:
    """One part only, or none, is told from chance."""
    fit = by_reml_of_one(model, first=story != turned if story != reviewer else None)
    assumed = measure == "map" or not story
    ranked = by_map(model) if assumed else fit
    unknown: tuple[tuple[Limit, bool], ...] = (
        ("story_unknown", not story),
        ("reviewer_unknown", not reviewer),
        ("assumed", assumed),
    )
    return _Told(
        story=story,
        reviewer=reviewer,
        fit=fit,
        ranked=ranked,
        measure="reml",
        limits=(*(limit for limit, applies in unknown if applies), *_of_fit(fit)),
    )


def _of_fit(fit: Fit) -> tuple[Limit, ...]:
    return ("exact",) if fit.exact else ()


def _scores(model: AdditiveModel, fit: Fit, *, turned: bool) -> tuple[float, FloatArray, FloatArray]:
    """The mean, and the score and its standard deviation of each story."""
    noise = fit.variances.residual
    if turned:
        of_stories = model.reviewer_scores(fit.solution, noise)
        return of_stories.mu, of_stories.score, np.sqrt(of_stories.score_variance)
    found = model.posterior(fit.solution, noise)
    return found.mu, found.score, np.sqrt(found.score_variance)


def _analysis(
    ratings: Ratings,
    told: _Told,
    parts: Variances,
    *,
    scores: tuple[float, FloatArray, FloatArray],
    alpha: dict[Level, float | None],
    limits: tuple[Limit, ...],
) -> TableAnalysis:
    mu, score, sd = scores
    n = np.bincount(ratings.story, minlength=ratings.stories)
    k = ratings.stories / float((1 / n).sum())
    noise = parts.residual + (parts.reviewer if told.reviewer else 0.0)
    total = parts.story + noise
    return TableAnalysis(
        count=ratings.count,
        stories=ratings.stories,
        reviewers=ratings.reviewers,
        measure=told.measure,
        variance_story=parts.story if told.story else None,
        variance_reviewer=parts.reviewer if told.reviewer else None,
        variance_residual=None if ratings.alike else parts.residual,
        criterion=told.fit.criterion,
        mu=mu,
        alpha=alpha,
        icc_single=parts.story / total if told.story else None,
        icc_mean=parts.story / (parts.story + noise / k) if told.story else None,
        k=k,
        n=n.astype(np.int64),
        mean=np.bincount(ratings.story, ratings.value, ratings.stories) / n,
        score=score,
        low=score - Z90 * sd,
        high=score + Z90 * sd,
        limits=limits,
    )


def _alphas(ratings: Ratings) -> tuple[dict[Level, float | None], tuple[Limit, ...]]:
    """Alpha at each level, and which levels the values do not allow."""
    limits: tuple[Limit, ...] = ()
    levels = set(LEVELS)
    if ratings.count and float(ratings.value.min()) < 0:
        limits, levels = ("below_zero",), levels - {"ratio"}
    elif len(np.unique(ratings.value)) > MOST_POINTS:
        limits, levels = ("points",), levels - {"ratio"}
    return {
        level: krippendorff_alpha(ratings.story, ratings.value, level=level) if level in levels else None
        for level in LEVELS
    }, limits


def _nothing(measure: Measure, alpha: dict[Level, float | None]) -> TableAnalysis:
    none = np.zeros(0)
    return TableAnalysis(
        count=0,
        stories=0,
        reviewers=0,
        measure=measure,
        variance_story=None,
        variance_reviewer=None,
        variance_residual=None,
        criterion=None,
        mu=None,
        alpha=alpha,
        icc_single=None,
        icc_mean=None,
        k=None,
        n=none.astype(np.int64),
        mean=none,
        score=none,
        low=none,
        high=none,
        limits=(),
    )
