"""How far readers agree, in sentences: how sure that is, or what is lacking to say it."""

from typing import TYPE_CHECKING

from learningstories.i18n import _, plural
from learningstories.services.result_words import band_words

if TYPE_CHECKING:  # the window knows these words before NumPy is there
    from learningstories.services.agreement_figures import AgreementFigures
    from learningstories.services.results import Results


def agreement_sentences(results: "Results", figures: "AgreementFigures") -> str:
    """All that can be said besides the first words."""
    if results.alpha is None:
        return " ".join(_lacking(figures))
    return " ".join((*_alpha(results), _correlation(figures)))


def _alpha(results: "Results") -> list[str]:
    if results.alpha is None or results.alpha_low is None or results.alpha_high is None:
        return []
    alpha = _(
        "Krippendorff's alpha is {alpha:.2f} (0 is chance, 1 is perfect). If other stories of this kind had"
        " been read, it would lie between {low:.2f} and {high:.2f} nine times in ten."
    )
    told = [alpha.format(alpha=results.alpha, low=results.alpha_low, high=results.alpha_high)]
    low, high = band_words(results.alpha_low), band_words(results.alpha_high)
    if low != high:
        told.append(_("So it might as well be: “{low}”, or: “{high}”.").format(low=low, high=high))
    return told


def _correlation(figures: "AgreementFigures") -> str:
    told = plural(
        "Of what tells one answer from another, {single} % is the story itself; the rest is the reader and"
        " the moment. Stories have {k} answer on average.",
        "Of what tells one answer from another, {single} % is the story itself; the rest is the reader and"
        " the moment. In the mean of {k} answers, as many as a story has on average, it is {mean} %.",
        figures.k,
    )
    words = told.format(single=round(100 * figures.single), k=figures.k, mean=round(100 * figures.mean_of_k))
    names = _("(ICC {single:.2f} of one answer, {mean:.2f} of the mean of {k}.)")
    return f"{words} {names.format(single=figures.single, mean=figures.mean_of_k, k=figures.k)}"


def _lacking(figures: "AgreementFigures") -> list[str]:
    """What must come in before it can be told."""
    told = []
    if figures.stories_lacking:
        read = plural(
            "{n} story has been read twice or more",
            "{n} stories have been read twice or more",
            figures.doubly_read,
        )
        lacking = plural(
            "{read}; with {n} more it can be told.",
            "{read}; with {n} more it can be told.",
            figures.stories_lacking,
        )
        told.append(lacking.format(read=read.format(n=figures.doubly_read), n=figures.stories_lacking))
    if figures.readers_lacking:
        lacking = plural(
            "At least {n} more person must read.",
            "At least {n} more people must read.",
            figures.readers_lacking,
        )
        told.append(lacking.format(n=figures.readers_lacking))
    if told:
        told.append(_("With less than that it would be mostly luck."))
    return told
