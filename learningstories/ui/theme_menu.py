"""The part of the menu View that chooses between light and dark."""

from functools import partial

from learningstories.i18n import _
from learningstories.ui.actions import Menu
from learningstories.ui.bench import Bench
from learningstories.ui.shell import Shell
from learningstories.ui.theme import THEME, ThemeChoice


def add_theme_menu(bench: Bench, shell: Shell) -> None:
    """Offer the choices; what is chosen is remembered."""
    for choice, words in (
        (ThemeChoice.SYSTEM, _("&As the system")),
        (ThemeChoice.LIGHT, _("&Light")),
        (ThemeChoice.DARK, _("&Dark")),
    ):
        shell.registry.add(f"theme-{choice}", words, Menu.VIEW, partial(_choose, bench, choice))


def _choose(bench: Bench, choice: ThemeChoice) -> None:
    bench.theme.choose(choice)
    bench.settings.setValue(THEME, str(choice))
