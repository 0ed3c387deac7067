"""Elements of the review page, written as they look."""

from learningstories.services.page_elements import Tag, element


def part(tag: str, *inside: Tag | str, **attributes: str) -> Tag:
    """An element; `class_` and `aria_label` stand for what Python cannot spell."""
    spelled = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return element(tag, *inside, attributes=spelled)


def button(key: str, words: str, look: str = "") -> Tag:
    """A button that the script listens to."""
    if look:
        return part("button", words, type="button", id=key, class_=look)
    return part("button", words, type="button", id=key)
