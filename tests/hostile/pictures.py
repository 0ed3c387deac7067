"""Pictures, recordings and PDFs that claim to be larger than any memory."""

import struct
import zlib

from tests.hostile.case import Case, case


def png(width: int, height: int, depth: int = 1, colours: int = 1) -> bytes:
    """A PNG of that size in black; it packs to next to nothing."""
    packer = zlib.compressobj(9)
    row = b"\0" + b"\0" * ((width * depth * colours + 7) // 8)
    lines = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, 2 if colours > 1 else 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(pages: str, count: int, extra: bytes = b"") -> bytes:
    """A PDF whose page tree is `pages` and says it has `count` pages."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{pages}] /Count {count} >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    out += extra
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(
        out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )


def page_of_text(stream: bytes) -> bytes:
    """A PDF with one page whose contents are `stream`, packed."""
    packed = zlib.compress(stream, 9)
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 12 >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> "
        b"/XObject << /X 6 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        form + b"\nstream\n/X Do /X Do \nendstream",
    )
    out = bytearray(b"%PDF-1.7\n")
    for number, content in enumerate(objects, start=1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return bytes(out + b"trailer << /Size 7 /Root 1 0 R >>\n%%EOF")


def _wave() -> bytes:
    """A sound that says it is four gigabytes long."""
    head = struct.pack(
        "<4sI4s4sIHHIIHH", b"RIFF", 0xFFFFFFFF, b"WAVE", b"fmt ", 16, 1, 1, 44_100, 88_200, 2, 16
    )
    return head + struct.pack("<4sI", b"data", 0xFFFFFFF0) + b"\0" * 1_000


CASES: tuple[Case, ...] = (
    case(
        "sixty thousand wide.png",
        lambda: png(60_000, 60_000),
        "too_big broken no_text unknown_type picture_unreadable",
    ),
    case(
        "four hundred megapixels.png",
        lambda: png(20_000, 20_000, 8, 3),
        "too_big broken no_text unknown_type picture_unreadable",
    ),
    case("cut short.png", lambda: png(400, 400)[:60], "broken no_text unknown_type picture_unreadable"),
    case("pages that are themselves.pdf", lambda: pdf("2 0 R", 1), "broken scanned no_text too_deep"),
    case(
        "a million pages.pdf", lambda: pdf("3 0 R " * 1_000_000, 1_000_000), "too_big broken scanned no_text"
    ),
    case("no pages.pdf", lambda: pdf("", 0), "broken scanned no_text"),
    case(
        "gigabytes of letters.pdf",
        lambda: page_of_text(b"BT /F 1 Tf " + b"(AAAAAAAAAAAAAAAAAAAAAAAA) Tj " * 2_000_000),
        "zip_bomb",
    ),
    case("steps without end.pdf", lambda: page_of_text(b"q 1 0 0 1 0 0 cm Q " * 6_000_000), "zip_bomb"),
    case(
        "form of itself.pdf",
        lambda: page_of_text(b"/X Do BT /F 10 Tf 10 10 Td (The story stays.) Tj ET"),
        "read out_of_memory took_too_long broken scanned",
    ),
    case("only a head.pdf", lambda: b"%PDF-1.7\n%%EOF", "broken"),
    case("longer than it is.wav", _wave, "read"),
)
