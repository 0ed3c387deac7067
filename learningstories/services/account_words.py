"""The account in words: how the shortlist came about, in blocks that pages and Markdown are made of."""

from collections.abc import Iterator, Mapping, Sequence

from learningstories.i18n import _, listed, listed_apart, plural
from learningstories.services.account_content import (
    Account,
    AccountChoice,
    Agreement,
    Override,
    OverrideKind,
    WithoutOne,
)
from learningstories.services.document_content import Printed
from learningstories.services.result_words import chance_words
from learningstories.services.wording import moment_words

Block = Mapping[str, Printed]
_NONE = "—"
_MOST = 40  # rows of a table or a list: it is an account to be read, not an archive
_MOST_LETTERS = 120


def account_blocks(found: Account) -> Iterator[Block]:
    """The account, worded in the language of the moment."""
    zone = found.challenge.zone
    if found.locked_at is not None:
        told = _("The shortlist was locked by {who} on {when}. What stands here is as it was then.")
        yield _said(told.format(who=found.locked_by or _NONE, when=moment_words(found.locked_at, zone)))
    else:
        yield _said(_("The shortlist is not locked yet. What stands here is as it is now."))
    yield _said(_("It names readers: it is for those who decided, and those whom they answer to."))
    yield _heading(_("What it rests on"))
    yield _list(_counts(found))
    yield _said(_agreement(found.agreement))
    yield _heading(_("The rules"))
    yield _list(_rules(found))
    if found.method:
        told = _("Ranked by this app: method {method}, version {version}, drawn from seed {seed}.")
        yield _said(told.format(method=found.method, version=found.version, seed=found.seed))
    yield _heading(_("What was chosen"))
    yield _choices(found)
    yield from _listed(
        _("What was decided apart from the figures"),
        [_override(each, zone) for each in found.overrides],
        _("Nothing."),
    )
    yield _heading(_("Without each reader"))
    yield from _without(found)
    if found.locked_at is not None:
        yield from _listed(_("Since the lock"), found.since_lock, _("Nothing has changed."))


def _said(text: str) -> Block:
    return {"kind": "p", "line": text}


def _heading(text: str) -> Block:
    return {"kind": "heading", "level": 2, "line": text}


def _list(lines: Sequence[str]) -> Block:
    more = len(lines) - _MOST
    rest = [plural("and {n} more", "and {n} more", more).format(n=more)] if more > 0 else []
    return {"kind": "list", "lines": [*lines[:_MOST], *rest]}


def _listed(heading: str, lines: Sequence[str], nothing: str) -> Iterator[Block]:
    yield _heading(heading)
    yield _list(lines) if lines else _said(nothing)


def _counts(found: Account) -> Sequence[str]:
    count, told, pauses = len(found.choices), found.minutes, found.pause_minutes
    chosen = _("{stories} chosen, {minutes} of telling and {pauses} of pauses").format(
        stories=plural("{n} story", "{n} stories", count).format(n=count),
        minutes=plural("{n} minute", "{n} minutes", told).format(n=told),
        pauses=plural("{n} minute", "{n} minutes", pauses).format(n=pauses),
    )
    if not found.whole:
        return (_("An earlier version of the app locked it, and kept no counts"), chosen)
    return (
        *_received(found),
        _("{readings} by {readers}").format(
            readings=plural("{n} reading", "{n} readings", found.readings).format(n=found.readings),
            readers=plural("{n} reader", "{n} readers", found.readers).format(n=found.readers),
        ),
        chosen,
    )


def _received(found: Account) -> Iterator[str]:
    all_of_them, part, gone, read = found.stories, found.taking_part, found.withdrawn, found.read
    yield plural("{n} story came in", "{n} stories came in", all_of_them).format(n=all_of_them)
    yield plural("{n} takes part", "{n} take part", part).format(n=part)
    if gone:
        yield plural("{n} was withdrawn", "{n} were withdrawn", gone).format(n=gone)
    yield plural("{n} was read", "{n} were read", read).format(n=read)


def _rules(found: Account) -> Sequence[str]:
    if not found.whole:
        return (_("An earlier version of the app locked it, and kept no rules"),)
    return found.rules or (_("No rules but the organiser's own choice"),)


def _agreement(agreement: Agreement | None) -> str:
    if agreement is None:
        return _("Nothing was ranked: the choice rests on no ratings.")
    if agreement.alpha is None or agreement.low is None or agreement.high is None:
        if agreement.missing == "alike":
            return _("How far readers agree cannot be told: all ratings are alike.")
        return _("How far readers agree cannot be told: too few people read, or too few stories twice.")
    told = _(
        "By Krippendorff's alpha, which is 0 where readers agree no more than by chance and 1 where they"
        " always do, readers agree by {alpha:.2f}: between {low:.2f} and {high:.2f}, nine times in ten."
    )
    return told.format(alpha=agreement.alpha, low=agreement.low, high=agreement.high)


def _choices(found: Account) -> Block:
    columns = [
        _column(_("Place"), number=True),
        _column(_("Story"), shares=1),
        _column(_("Minutes"), number=True),
        _column(_("Rank"), number=True),
        _column(_("Read"), number=True),
        _column(_("In the top {top}").format(top=found.top) if found.top else _("Chance"), number=True),
        _column(_("Decided"), shares=1),
    ]
    rows: list[Printed] = [_choice(place, each) for place, each in enumerate(found.choices[:_MOST], start=1)]
    left = len(found.choices) - _MOST
    if left > 0:
        rows.append(["", plural("and {n} more", "and {n} more", left).format(n=left), *[""] * 5])
    return {"kind": "table", "columns": columns, "rows": rows}


def _column(name: str, *, shares: int = 0, number: bool = False) -> Mapping[str, Printed]:
    return {"name": name, "align": "end" if number else "start", "shares": shares}


def _choice(place: int, choice: AccountChoice) -> Printed:
    why = _short(choice.reason.strip())
    decided = " · ".join(part for part in (_("Pinned") if choice.pinned else "", choice.by, why) if part)
    return [
        str(place),
        f"#{choice.number} {_titled(choice.title)}",
        str(choice.minutes),
        _NONE if choice.rank is None else str(choice.rank),
        _NONE if choice.readings is None else str(choice.readings),
        _NONE if choice.p_top is None else chance_words(choice.p_top),
        decided,
    ]


def _override(override: Override, zone: str) -> str:
    words = {
        OverrideKind.PINNED: _("#{number} {what} was pinned"),
        OverrideKind.EXCLUDED: _("#{number} {what} was left out"),
        OverrideKind.READER_SET_ASIDE: _("The answers of {what} were set aside"),
        OverrideKind.UNLOCKED: _("The lock was opened"),
    }[override.kind]
    told = words.format(number=override.number, what=_titled(override.what))
    by = _("by {who}").format(who=override.by) if override.by else ""
    when = moment_words(override.at, zone) if override.at is not None else ""
    reason = _short(override.reason.strip()) or _("no reason was given")
    return " · ".join(part for part in (told, by, when, reason) if part)


def _without(found: Account) -> Iterator[Block]:
    if not found.without:
        kept = _("An earlier version of the app locked it, and did not work that out.")
        yield _said(_("There are no ratings that could be left out.") if found.whole else kept)
        return
    changing = [_without_one(each, by_rules=found.by_rules) for each in found.without if each.changes]
    same = len(found.without) - len(changing)
    if found.by_rules:
        yield _said(_("A proposal within the same rules, with the same pins, was made again without each."))
    if changing:
        yield _list(changing)
    if same:
        yield _said(_unchanged(same, by_rules=found.by_rules))


def _unchanged(same: int, *, by_rules: bool) -> str:
    if by_rules:
        told = plural(
            "Without the answers of {n} reader the same stories would be proposed.",
            "Without the answers of any one of {n} readers the same stories would be proposed.",
            same,
        )
    else:
        told = plural(
            "Without the answers of {n} reader the best would be the same stories.",
            "Without the answers of any one of {n} readers the best would be the same stories.",
            same,
        )
    return told.format(n=same)


def _without_one(one: WithoutOne, *, by_rules: bool) -> str:
    enters = _("{stories} would be proposed") if by_rules else _("{stories} would be among the best")
    parts = ((enters, one.enter), (_("{stories} would not"), one.leave))
    told = [words.format(stories=_stories(some)) for words, some in parts if some]
    return _("Without {name}: {what}").format(name=one.name, what=listed_apart(told))


def _stories(some: Sequence[tuple[int, str]]) -> str:
    return listed(f"#{number} {_titled(title)}" for number, title in some)


def _titled(title: str) -> str:
    return _short(title) or _("Without a title")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_LETTERS else line[:_MOST_LETTERS].rstrip() + "…"
