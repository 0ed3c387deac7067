"""Made-up stories, and the ways in which a story comes again: mended, taken over, put in another order."""

import random
from collections.abc import Callable, Mapping

_SYLLABLES = (
    "ba",
    "ke",
    "li",
    "mo",
    "nu",
    "ra",
    "se",
    "ti",
    "vo",
    "wen",
    "dar",
    "fil",
    "gos",
    "hum",
    "jan",
    "pel",
)
_COMMON = ("the", "and", "a", "of", "to", "in", "was", "it", "that", "I", "she", "we", "had", "with", "for")

Story = list[str]
Again = Callable[[random.Random, Story], Story]


def _vocabulary(count: int = 4_000) -> list[str]:
    chance = random.Random(1)  # noqa: S311 - the same words each time
    return ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 3))) for _ in range(count)]


_WORDS = _vocabulary()


def sentence(chance: random.Random) -> str:
    """As in any language a third of it are the same few words."""
    count = chance.randint(8, 24)
    words = [
        chance.choice(_COMMON) if chance.random() < 1 / 3 else chance.choice(_WORDS) for _ in range(count)
    ]
    return " ".join(words).capitalize() + "."


def story(chance: random.Random, least: int = 12, most: int = 40) -> Story:
    """A story in sentences."""
    return [sentence(chance) for _ in range(chance.randint(least, most))]


def edited(chance: random.Random, sentences: Story, share: float) -> Story:
    """A share of the sentences is altered, written anew, left out, or has another before it."""
    found: Story = []
    for each in sentences:
        kind = chance.random()
        if chance.random() >= share:
            found.append(each)
        elif kind < 0.4:
            words = each.split()
            words[chance.randrange(len(words))] = "changed"
            found.append(" ".join(words))
        elif kind < 0.6:
            found.append(sentence(chance))
        elif kind >= 0.8:
            found += [sentence(chance), each]
    return found if found and found != sentences else [*found, sentence(chance)]


AGAIN: Mapping[str, Again] = {
    "a tenth edited": lambda chance, text: edited(chance, text, 0.1),
    "three tenths edited": lambda chance, text: edited(chance, text, 0.3),
    "half edited": lambda chance, text: edited(chance, text, 0.5),
    "half copied": lambda chance, text: text[: len(text) // 2] + story(chance),
    "a third copied": lambda chance, text: text[: len(text) // 3] + story(chance),
    "put in another order": lambda chance, text: chance.sample(text, len(text)),
}


def as_text(sentences: Story) -> str:
    """Markdown, four sentences a paragraph."""
    return "\n\n".join(" ".join(sentences[n : n + 4]) for n in range(0, len(sentences), 4))
