"""Where one more reading would tell most about who is among the best."""

import numpy as np
from scipy.special import ndtr

from learningstories.analysis.arrays import FloatArray
from learningstories.analysis.ranking import Ranking


def value_of_reading(ranking: Ranking, top: int | None = None) -> FloatArray:
    """What the best `top` (the ranking's own unless given) gain by one more reading of each story.

    Shape (S,), in expected scale points. Large for a story near the cut whose score is uncertain;
    0 for all where there is no cut, because every story or none is inside, and before any rating.
    Source: the knowledge gradient (Frazier, Powell and Dayanik 2008) at the cut.
    """
    cut = ranking.top if top is None else top
    if not 0 < cut < len(ranking.score) or ranking.method == "none":
        return np.zeros(len(ranking.score))
    order = ranking.order
    rival = np.full(len(order), ranking.score[order[cut - 1]])
    rival[order[:cut]] = ranking.score[order[cut]]
    noise = ranking.variances.reviewer + ranking.variances.residual
    learned: FloatArray = ranking.sd**2 / np.sqrt(ranking.sd**2 + noise)
    z = -np.abs(ranking.score - rival) / learned
    gain: FloatArray = learned * (np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) + z * ndtr(z))
    return gain
