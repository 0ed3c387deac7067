"""Saves the results, and how they were worked out: as a spreadsheet, for scripts, or as pages to print."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learningstories.domain.errors import ResultsEndingUnknown
from learningstories.services.figures import figures
from learningstories.services.method_account import method_account
from learningstories.services.results_csv import results_csv
from learningstories.services.results_report import results_report
from learningstories.services.saving import save_whole

if TYPE_CHECKING:
    from learningstories.services.progress import Control
    from learningstories.services.results import Results
    from learningstories.services.toolbox import Toolbox


class ResultsForm(StrEnum):
    """The forms that results can have, by the endings of their files."""

    TABLE = ".csv"
    FIGURES = ".json"
    PAGES = ".pdf"


def save_results(results: "Results", toolbox: "Toolbox", target: Path, control: "Control") -> tuple[str, ...]:
    """Write the results to `target`, whole or not at all, in the form that its ending names.

    Gives sentences on what could not be printed as it is. Raises `ResultsEndingUnknown`, `CannotWrite`,
    `DiskFull` and for a PDF `TypesettingFailed`, `GlyphMissing`, `Cancelled`; then `target` is as it was.
    """
    form = results_form(target)
    if form is ResultsForm.PAGES:
        return toolbox.make_document(results_report(results, toolbox.clock()), target, control).notes
    if form is ResultsForm.TABLE:
        save_whole(target, results_csv(results))
    else:
        save_whole(target, json.dumps(results_fields(results), indent=2, allow_nan=False).encode())
    return ()


def results_form(target: Path) -> ResultsForm:
    """The form that a file's ending names; raises `ResultsEndingUnknown`."""
    ending = target.suffix.lower()
    if ending not in set(ResultsForm):
        raise ResultsEndingUnknown(target.name)
    return ResultsForm(ending)


def results_fields(results: "Results") -> Mapping[str, Any]:
    """The figures for scripts, and the account of them in words."""
    account = [
        {
            "heading": section.heading,
            "text": list(section.text),
            "numbers": [list(pair) for pair in section.numbers],
            "formula": list(section.formula),
        }
        for section in method_account(results)
    ]
    return {**figures(results), "explained": account}
