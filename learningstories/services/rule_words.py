"""The rules of a proposal in a person's words."""

from collections.abc import Callable

from learningstories.domain.errors import RulesClash
from learningstories.domain.shortlist import ChoosingRules
from learningstories.i18n import _, listed_apart, plural
from learningstories.services.wording import language_words


def rules_words(rules: ChoosingRules, minutes: int | None) -> tuple[str, ...]:
    """A line for each rule that is set; `minutes` is the time there is by them."""
    limits = (
        ("minutes", minutes),
        ("size", rules.size),
        ("author_most", rules.author_most),
        ("theme_most", rules.theme_most),
        ("language_most", rules.language_most),
        ("theme_least", rules.theme_least),
        ("language_least", rules.language_least),
        ("readings_least", rules.readings_least),
    )
    general = (rule_words(kind, "", limit) for kind, limit in limits if limit)
    return (*general, *(rule_words(one.kind, one.name, one.limit) for one in rules.named))


def clash_words(error: RulesClash) -> str:
    """Which rules cannot be kept together, and what to do."""
    rules = listed_apart(rule_words(*rule) for rule in error.rules)
    if not rules:
        return _("No set of stories keeps all the rules. Loosen one of them.")
    return _("No set of stories keeps these rules together: {rules}. Loosen one of them.").format(rules=rules)


def rule_words(kind: str, name: str, limit: int) -> str:
    """One rule; `name` is the theme or language, empty for each of them."""
    if not name:
        return _PLAIN[kind](limit)
    words = {
        "theme_least": _("at least {n} on “{name}”"),
        "theme_most": _("at most {n} on “{name}”"),
        "language_least": _("at least {n} in {name}"),
        "language_most": _("at most {n} in {name}"),
    }[kind]
    return words.format(n=limit, name=language_words(name) if kind.startswith("language") else name)


def _minutes(n: int) -> str:
    return plural("at most {n} minute", "at most {n} minutes", n).format(n=n)


def _stories(n: int) -> str:
    return plural("at most {n} story", "at most {n} stories", n).format(n=n)


def _readings(n: int) -> str:
    return plural("only stories read at least {n} time", "only stories read at least {n} times", n).format(
        n=n
    )


_PLAIN: dict[str, Callable[[int], str]] = {
    "pinned": lambda n: plural("{n} story that is pinned", "the {n} stories that are pinned", n).format(n=n),
    "excluded": lambda n: plural(
        "{n} story that is excluded or may not be chosen",
        "the {n} stories that are excluded or may not be chosen",
        n,
    ).format(n=n),
    "minutes": _minutes,
    "size": _stories,
    "author_most": lambda n: _("at most {n} by one author").format(n=n),
    "theme_most": lambda n: _("at most {n} on one theme").format(n=n),
    "language_most": lambda n: _("at most {n} in one language").format(n=n),
    "theme_least": lambda n: _("at least {n} on each theme").format(n=n),
    "language_least": lambda n: _("at least {n} in each language").format(n=n),
    "readings_least": _readings,
}
