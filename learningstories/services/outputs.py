"""All that can be made of a challenge: the one list that the command line and the Showcase page read.

A new kind is a line in `outputs` and its maker; what it shows of stories comes through `gate.through`.
"""

from dataclasses import replace

from learningstories.domain.errors import OutputUnknown, PaperNotOffered
from learningstories.domain.showcase import Paper
from learningstories.i18n import _
from learningstories.services.challenges import book_of
from learningstories.services.copy_words import own_copy_words, what_tables_hold
from learningstories.services.output import PAGES, SHEETS, MadeOutput, Order, Output, Use, chosen_paper
from learningstories.services.site_content import START

_PDF = (".pdf",)
_CALL = (".pdf", ".html", ".txt", ".csv")


def outputs() -> tuple[Output, ...]:
    """The kinds in the order in which they are offered; the titles are in the language of the moment."""
    return (
        Output(
            kind="book",
            title=_("Showcase book"),
            icon="book-open",
            use=Use.PRINT,
            make=_book,
            endings=_PDF,
            papers=PAGES,
        ),
        Output(
            kind="large-print",
            title=_("Book in large print"),
            icon="a-large-small",
            use=Use.PRINT,
            make=_large_print,
            endings=_PDF,
            papers=SHEETS,
        ),
        Output(
            kind="running-order",
            title=_("Running order"),
            icon="list-ordered",
            use=Use.STAGE,
            make=_running_order,
            endings=_PDF,
            papers=SHEETS,
        ),
        Output(
            kind="script",
            title=_("Host's script"),
            icon="message-square",
            use=Use.STAGE,
            make=_script,
            endings=_PDF,
            papers=SHEETS,
        ),
        Output(
            kind="cards",
            title=_("Talk cards"),
            icon="users",
            use=Use.STAGE,
            make=_cards,
            endings=_PDF,
            papers=SHEETS,
        ),
        Output(
            kind="introductions",
            title=_("Introductions"),
            icon="user-plus",
            use=Use.STAGE,
            make=_introductions,
            endings=_PDF,
            papers=SHEETS,
        ),
        Output(
            kind="certificates",
            title=_("Certificates"),
            icon="award",
            use=Use.STAGE,
            make=_certificates,
            endings=_PDF,
            papers=SHEETS,
        ),
        Output(
            kind="web",
            title=_("Web page"),
            icon="globe",
            use=Use.WEB,
            make=_web,
            start=START,
        ),
        Output(
            kind="ics",
            title=_("Calendar entry"),
            icon="calendar",
            use=Use.NONE,
            make=_calendar,
            endings=(".ics",),
        ),
        Output(
            kind="letters",
            title=_("Letters"),
            icon="mail",
            use=Use.NONE,
            make=_letters,
            prints=True,
            papers=SHEETS,
        ),
        Output(
            kind="account",
            title=_("How the shortlist came about"),
            icon="file-text",
            use=Use.NONE,
            make=_account,
            endings=(".pdf", ".md"),
            papers=SHEETS,
        ),
        Output(
            kind="xlsx",
            title=_("Spreadsheet"),
            icon="table-properties",
            use=Use.NONE,
            make=_xlsx,
            endings=(".xlsx",),
            about=what_tables_hold(),
        ),
        Output(
            kind="csv",
            title=_("Plain tables"),
            icon="table",
            use=Use.NONE,
            make=_csv,
            endings=(".csv",),
            about=what_tables_hold(),
        ),
        Output(
            kind="json",
            title=_("Everything for scripts"),
            icon="file",
            use=Use.NONE,
            make=_json,
            endings=(".json",),
            about=own_copy_words(),
        ),
        Output(
            kind="archive",
            title=_("Archive"),
            icon="archive-restore",
            use=Use.NONE,
            make=_archive,
            endings=(".zip",),
            about=own_copy_words(),
        ),
        Output(
            kind="call",
            title=_("Call for stories"),
            icon="send",
            use=Use.NONE,
            make=_call,
            endings=_CALL,
        ),
    )


def output_of(kind: str) -> Output:
    """The kind of that name; raises `OutputUnknown`."""
    found = next((output for output in outputs() if output.kind == kind), None)
    if found is None:
        raise OutputUnknown(kind)
    return found


def make_output(kind: str, order: Order) -> MadeOutput:
    """Make what is ordered, whole or not at all.

    Raises `OutputUnknown`, `PaperNotOffered`, `ShortlistEmpty`, `NoPrintConsent` and its like for other
    uses, `CannotWrite`, `DiskFull`, `Cancelled`, and what the kind has of its own.
    """
    output = output_of(kind)
    if order.paper is not None and order.paper not in output.papers:
        raise PaperNotOffered(kind, tuple(str(paper) for paper in output.papers))
    if order.paper is None and output.papers:
        order = replace(order, paper=_chosen_paper(output, order))
    return output.make(order)


def _chosen_paper(output: Output, order: Order) -> Paper | None:
    with order.workspace.read() as unit:
        return chosen_paper(output, book_of(unit))


# The makers load what they need when they are first used: Babel, for one.


def _book(order: Order) -> MadeOutput:
    from learningstories.services.book_output import make_book  # noqa: PLC0415

    return make_book(order)


def _large_print(order: Order) -> MadeOutput:
    from learningstories.services.book_output import make_large_print  # noqa: PLC0415

    return make_large_print(order)


def _running_order(order: Order) -> MadeOutput:
    from learningstories.services.running_order_output import make_running_order  # noqa: PLC0415

    return make_running_order(order)


def _script(order: Order) -> MadeOutput:
    from learningstories.services.script_output import make_script  # noqa: PLC0415

    return make_script(order)


def _cards(order: Order) -> MadeOutput:
    from learningstories.services.card_content import make_cards  # noqa: PLC0415

    return make_cards(order)


def _introductions(order: Order) -> MadeOutput:
    from learningstories.services.introductions_output import make_introductions  # noqa: PLC0415

    return make_introductions(order)


def _certificates(order: Order) -> MadeOutput:
    from learningstories.services.certificates import make_certificates  # noqa: PLC0415

    return make_certificates(order)


def _web(order: Order) -> MadeOutput:
    from learningstories.services.web_output import make_web  # noqa: PLC0415

    return make_web(order)


def _calendar(order: Order) -> MadeOutput:
    from learningstories.services.calendar_output import make_calendar  # noqa: PLC0415

    return make_calendar(order)


def _letters(order: Order) -> MadeOutput:
    from learningstories.services.letters_output import make_letters  # noqa: PLC0415

    return make_letters(order)


def _account(order: Order) -> MadeOutput:
    from learningstories.services.account_output import make_account  # noqa: PLC0415

    return make_account(order)


def _xlsx(order: Order) -> MadeOutput:
    from learningstories.services.tables_output import make_xlsx  # noqa: PLC0415

    return make_xlsx(order)


def _csv(order: Order) -> MadeOutput:
    from learningstories.services.tables_output import make_csv  # noqa: PLC0415

    return make_csv(order)


def _json(order: Order) -> MadeOutput:
    from learningstories.services.archive_output import make_json  # noqa: PLC0415

    return make_json(order)


def _archive(order: Order) -> MadeOutput:
    from learningstories.services.archive_output import make_archive  # noqa: PLC0415

    return make_archive(order)


def _call(order: Order) -> MadeOutput:
    from learningstories.services.calling import make_call  # noqa: PLC0415

    return make_call(order)
