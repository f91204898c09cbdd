"""The virus scanner, where one is configured: ClamAV's daemon over its own protocol (`INSTREAM`), nothing else.

`CLAMD_ADDRESS` is `host:port` or the path of a socket; empty means that no scanner is there. Without a clear answer
(no connection, too slow, too big for the daemon) nothing counts as harmless: the caller does not keep the file.
"""

import socket
import struct
from contextlib import closing

from django.conf import settings

CHUNK = 64 * 1024
PATIENCE_S = 20.0
LONGEST_ANSWER = 4096


class CannotScan(Exception):
    """The scanner gave no clear answer."""


def is_harmless(content: bytes) -> bool:
    """Whether the daemon found nothing in `content`; True where no scanner is configured. Raises CannotScan."""
    address = settings.CLAMD_ADDRESS
    if not address:
        return True
    try:
        answer = _ask(address, content)
    except (OSError, ValueError) as error:
        raise CannotScan(str(error)) from error
    if answer == "stream: OK":
        return True
    if answer.endswith(" FOUND"):
        return False
    raise CannotScan(answer or "no answer")


def _ask(address: str, content: bytes) -> str:
    """One stream: each chunk with its length in four bytes, a length of nought at the end; the answer ends with NUL."""
    with closing(_connect(address)) as connection:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            part = connection.recv(LONGEST_ANSWER)
            if not part:
                break
            answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE_S)
        connection.connect(address)
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE_S)
