"""One story as LibreOffice saves it in each of its formats: whatever it came as, it reads the same."""

from pathlib import Path

import pytest

from learningstories.services.drafts import Variant

SAMPLES = Path(__file__).parent / "samples"
STORY = """# Leaving home

My grandmother was **brave**, *stubborn* and **<em>both at once</em>**; she kept <u>every letter</u> and \
<del>no secrets</del>.[^1] Water is H<sub>2</sub>O.

Read [more about the ferry](https://example.org/ferry) & its crew &lt;today>.[^2]

## What we took along

-   bread
    -   rye
    -   wheat
-   salt

Then, in this order:

1.  We waited.
2.  We crossed.

Roses are red,\x20\x20
violets are blue.

| Place | Hours and fare |  |
| --- | --- | --- |
| Dover | 4 | ten |

![The ferry in the fog](media:PICTURE)

“Zürich”, said the captain — Łódź, Ελλάδα, 日本.

[^1]: She was born in 1931.

[^2]: The crew had *seven* people.
"""


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf"])
def test_the_same_story_in_every_format(documents, ending):
    beside = list(SAMPLES.glob("*.png"))
    draft = documents.read(SAMPLES / f"ferry.{ending}", beside)
    assert (draft.title, draft.author) == ("The Ferry at Dawn", "Ada Lovelace")
    [picture] = draft.pictures
    assert (picture.width, picture.height, picture.description) == (64, 48, "The ferry in the fog")
    assert draft.markdown.replace(picture.sha, "PICTURE") == STORY
    assert "taken back" not in draft.markdown
    assert draft.variant in {Variant.ONLY, Variant.MAIN_TEXT}
    assert {problem.code for problem in draft.problems} == {"no_consent_read", "no_consent_print"}
