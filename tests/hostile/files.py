"""All hostile files."""

from tests.hostile import mails, office, pictures, texts

CASES = (*office.CASES, *mails.CASES, *texts.CASES, *pictures.CASES)
