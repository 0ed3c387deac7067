"""Whose certificates are trusted: the driver's own OpenSSL does not know where systems keep them."""

import os
import ssl
from pathlib import Path

# Where systems keep all of them in one file: Debian, Fedora, openSUSE, Alpine and macOS.
_PLACES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def trusted_roots() -> str:
    """A file of them; the ones that browsers trust where the system has no such file."""
    found = ssl.get_default_verify_paths()
    places = (os.environ.get("SSL_CERT_FILE"), found.cafile, *_PLACES)
    own = next((place for place in places if place and Path(place).is_file()), None)
    if own is not None:
        return own
    import certifi  # noqa: PLC0415 - on Windows only

    return certifi.where()
