"""Mails as mail programs write them."""

import io
from email.message import EmailMessage

import docx
from PIL import Image

STORY = "Once I learned to bake bread with my grandmother, and the whole street came to eat it. "
LONG = STORY * 12


def letter(subject="The boat", text="Once there was a boat.\n", html="", **headers):
    """A mail by Ada; `headers` replace its own, with _ for -."""
    message = EmailMessage()
    given = {
        "From": "Ada Lovelace <ada@example.org>",
        "To": "stories@example.org",
        "Subject": subject,
        "Date": "Mon, 02 Mar 2026 23:59:00 +0100",
        "Message-ID": "<one@example.org>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in given.items():
        if value:
            message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def attach(message, name, data, kind="application/octet-stream"):
    """The mail with a file attached."""
    main, sub = kind.split("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message


def word(title, text=LONG):
    """A Word file."""
    made = docx.Document()
    made.add_heading(title, 0)
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def photo():
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (30, 120, 90)).save(out, "JPEG")
    return out.getvalue()
