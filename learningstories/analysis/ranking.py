"""Ranks stories fairly: corrects for strict and generous readers, and says how sure it is."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from learningstories.analysis.arrays import FloatArray, IntArray
from learningstories.analysis.groups import Groups, groups_of, need_levels
from learningstories.analysis.model import AdditiveModel, Solution
from learningstories.analysis.odds import chances
from learningstories.analysis.ratings import Ratings, gather
from learningstories.analysis.variances import Fit, Variances, by_map, by_moments

VERSION = "additive-2"
MOMENTS_FROM = 20_000
MOMENTS_REVIEWERS = 1_000  # a likelihood takes time with the cube of these, some sixty times
Z90 = 1.645

Method = Literal["none", "map", "moments"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ranking:
    """What the ratings say. Shapes are (S,) for stories and (R,) for reviewers, units scale points.

    `score` is the estimate, `sd` its standard deviation, `low` and `high` the 90 % range, not
    clipped to the scale. `mean_raw` is the plain mean, 0 where `n`, the number of ratings, is 0.
    `p_top` is the chance to be among the best `top`. `effect` says how far a reviewer is above
    (generous) or below (strict) the others, with `effect_sd`, from `readings` ratings.
    `level` is where a story would be of which nothing but its group is known: `mu`, unless `groups`
    says that groups of stories, read by mostly different people, have levels of their own.
    With `method` "none" there are no ratings: then scores and variances are 0 and mean nothing.
    """

    score: FloatArray
    sd: FloatArray
    low: FloatArray
    high: FloatArray
    mean_raw: FloatArray
    n: IntArray
    p_top: FloatArray
    top: int
    level: FloatArray
    effect: FloatArray
    effect_sd: FloatArray
    readings: IntArray
    variances: Variances
    mu: float
    method: Method
    seed: int
    groups: Groups | None = None
    version: str = VERSION

    @property
    def order(self) -> IntArray:
        """Story indices, best first; equal scores by index."""
        return np.argsort(-self.score, kind="stable")


def rank(  # noqa: PLR0913 (three columns, then settings that are only given by name)
    story: IntArray,
    reviewer: IntArray,
    value: FloatArray,
    *,
    stories: int,
    reviewers: int,
    top: int,
    groups: IntArray | None = None,
    seed: int = 2013,
    draws: int = 1000,
) -> Ranking:
    """Rank `stories` stories by N ratings (three columns) of `reviewers` reviewers.

    Story and reviewer effects are estimated together and lightly shrunk (Platt and Burges 2012;
    Ge, Welling and Ghahramani 2013; Lawrence 2014). A story without ratings gets the mean and a
    wide range. `groups` (S,) numbers groups of stories from 0, such as languages: where they are read
    by mostly different people (see `groups.need_levels`), each gets a level of its own, since one cannot
    tell without further ado whether these stories are better or their readers more generous; the ranges
    grow by what is not known of that. The result depends neither on the order of the ratings nor on
    anything but the arguments. Raises ValueError for columns that do not fit (see `ratings.gather`), a
    negative `top` and fewer than one draw.
    """
    if top < 0 or draws < 1:
        raise ValueError("top is negative or there are no draws")
    ratings = gather(story, reviewer, value, stories=stories, reviewers=reviewers)
    if not ratings.count:
        return _unrated(ratings, top, seed)
    parted = groups is not None and need_levels(ratings, groups)
    model = AdditiveModel(ratings, groups_of(ratings, groups) if groups is not None and parted else None)
    method, fit = _fit(model)
    odds = chances(model, fit, top=top, seed=seed, draws=draws)
    return _ranking(model, fit, method=method, odds=odds, top=top, seed=seed)


def solved(ratings: Ratings, ranking: Ranking) -> tuple[AdditiveModel, Solution]:
    """The model of `ratings` with the variance components and groups of `ranking`."""
    model = AdditiveModel(ratings, ranking.groups)
    return model, model.solve(ranking.variances.ratios)


def within_scale(ranking: Ranking, lowest: float, highest: float) -> tuple[FloatArray, FloatArray]:
    """The low and high ends of the ranges, clipped to the scale for display."""
    return np.clip(ranking.low, lowest, highest), np.clip(ranking.high, lowest, highest)


def _fit(model: AdditiveModel) -> tuple[Method, Fit]:
    many = model.ratings.count >= MOMENTS_FROM or model.ratings.reviewers > MOMENTS_REVIEWERS
    fit = by_moments(model) if many else None
    return ("map", by_map(model)) if fit is None else ("moments", fit)


def _ranking(
    model: AdditiveModel, fit: Fit, *, method: Method, odds: FloatArray, top: int, seed: int
) -> Ranking:
    found = model.posterior(fit.solution, fit.variances.residual)
    sd = np.sqrt(found.score_variance)
    mean = model.story_sum / np.maximum(model.story_count, 1) + model.centre
    return Ranking(
        score=found.score,
        sd=sd,
        low=found.score - Z90 * sd,
        high=found.score + Z90 * sd,
        mean_raw=np.where(model.story_count > 0, mean, 0.0),
        n=model.story_count.astype(np.int64),
        p_top=odds,
        top=top,
        level=found.level,
        effect=found.effect,
        effect_sd=np.sqrt(found.effect_variance),
        readings=model.reviewer_count.astype(np.int64),
        variances=fit.variances,
        mu=found.mu,
        method=method,
        seed=seed,
        groups=model.groups,
    )


def _unrated(ratings: Ratings, top: int, seed: int) -> Ranking:
    by_story, by_reviewer = np.zeros(ratings.stories), np.zeros(ratings.reviewers)
    return Ranking(
        score=by_story,
        sd=by_story,
        low=by_story,
        high=by_story,
        mean_raw=by_story,
        n=by_story.astype(np.int64),
        p_top=by_story + min(1.0, top / max(ratings.stories, 1)),
        top=top,
        level=by_story,
        effect=by_reviewer,
        effect_sd=by_reviewer,
        readings=by_reviewer.astype(np.int64),
        variances=Variances(story=0.0, reviewer=0.0, residual=0.0),
        mu=0.0,
        method="none",
        seed=seed,
    )
