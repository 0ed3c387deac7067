"""The mail of a return: an address that opens one, and a draft."""

from dataclasses import replace
from email import message_from_bytes, policy
from urllib.parse import parse_qs

import pytest

from learningstories.services.pack_contents import PackContents
from learningstories.services.return_mail import LONGEST_ADDRESS, mail_address, mail_draft
from tests.services.reviewers_world import GRACE, make_world


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> PackContents:
    return make_world(tmp_path_factory.mktemp("world"), contact="ada@example.org").device(GRACE, "a").contents


def with_contact(contents: PackContents, contact: str) -> PackContents:
    return replace(contents, challenge=replace(contents.challenge, contact=contact))


def test_line_ends_and_signs_of_the_text_survive(contents: PackContents) -> None:
    address, whole = mail_address(contents, "a+b/c=\n& d\n")
    assert whole
    told = parse_qs(address.partition("?")[2], strict_parsing=True)
    assert told["body"][0].endswith("\r\n\r\na+b/c=\r\n& d\r\n")


def test_what_is_too_long_stays_out_and_the_mail_says_what_to_do(contents: PackContents) -> None:
    address, whole = mail_address(contents, "x" * LONGEST_ADDRESS)
    assert not whole
    assert "xxx" not in address
    assert "Paste%20here" in address
    assert len(address) < LONGEST_ADDRESS


@pytest.mark.parametrize("contact", ["a?cc=evil@example.org", "a&bcc=evil@example.org", "a%0Ab@example.org"])
def test_an_address_brings_nobody_else_along(contents: PackContents, contact: str) -> None:
    address, _whole = mail_address(with_contact(contents, contact), "")
    before, _mark, asked = address.partition("?")
    assert set(parse_qs(asked)) == {"subject", "body"}
    assert "%3F" in before or "%26" in before or "%250A" in before


def test_a_draft_without_an_address_is_to_nobody(contents: PackContents) -> None:
    mail = message_from_bytes(
        mail_draft(with_contact(contents, ""), b"{}", "a.lsreturn.txt"), policy=policy.default
    )
    assert mail["To"] is None
    assert mail["Subject"] == "My answers: Stories, Grace Hopper"
