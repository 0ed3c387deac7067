"""What whoever takes data out of a challenge has to know of whose it is."""

from learningstories.i18n import _


def what_tables_hold() -> str:
    """What whoever hands the tables on has to know."""
    return _(
        "Every story is in it, also those that may not be shown: columns tell what each author agreed to. "
        "Authors are named as they want to be, readers have numbers, and what readers wrote is there as far "
        "as they agreed."
    )


def own_copy_words() -> str:
    """Whose the copy is, and what whoever has it has to know."""
    return _(
        "This is the organiser's own copy: nobody's consent is asked for it. It holds names and addresses of "
        "authors, readers and guests, and all that readers wrote. Keep it as safe as the challenge itself."
    )
