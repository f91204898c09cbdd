"""The virus scanner: a daemon's stand-in that speaks the published protocol; without a clear answer nothing is kept."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator

import pytest

from portal.privacy.uploads import checking, scanning
from tests.portal.privacy.sample_files import picture

BAD = b"X5O!P%@AP-test-signature"


class Clamd:
    """Accepts `zINSTREAM`, reads chunk by chunk up to the empty one, answers as the daemon does."""

    def __init__(self, answer: Callable[[bytes], bytes] | None = None) -> None:
        self.answer = answer or (lambda body: b"stream: Eicar FOUND\0" if BAD in body else b"stream: OK\0")
        self.seen: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.listener.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                connection, _peer = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                body = b""
                while length := struct.unpack("!I", stream.read(4))[0]:
                    body += stream.read(length)
                self.seen.append(body)
                connection.sendall(self.answer(body))

    def close(self) -> None:
        self.listener.close()


@pytest.fixture
def clamd(settings) -> Iterator[Clamd]:
    daemon = Clamd()
    settings.CLAMD_ADDRESS = daemon.address
    yield daemon
    daemon.close()


def test_without_a_scanner_configured_nothing_is_asked(settings):
    settings.CLAMD_ADDRESS = ""
    assert scanning.is_harmless(BAD)


def test_the_whole_file_reaches_the_daemon_in_chunks(clamd):
    content = b"a" * (scanning.CHUNK * 2 + 17)
    assert scanning.is_harmless(content)
    assert clamd.seen == [content]


def test_a_harmful_file_is_refused_with_kind_words(clamd):
    with pytest.raises(checking.BadFile) as refused:
        checking.checked("a.jpg", picture() + BAD)
    assert refused.value.reason == "virus"


def test_the_file_is_scanned_as_it_came(clamd):
    sent = picture()
    checking.checked("a.jpg", sent)
    assert clamd.seen == [sent]


@pytest.mark.parametrize(
    "answer",
    [b"", b"\0", b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0", b"stream: OKAY\0", b"\xff\xfe"],
)
def test_an_unclear_answer_keeps_no_file(settings, answer):
    daemon = Clamd(lambda _body: answer)
    settings.CLAMD_ADDRESS = daemon.address
    with pytest.raises(checking.BadFile) as refused:
        checking.checked("a.jpg", picture())
    daemon.close()
    assert refused.value.reason == "unscanned"


@pytest.mark.parametrize("address", ["127.0.0.1:1", "127.0.0.1:x", "/nowhere/clamd.sock", "nonsense"])
def test_a_daemon_that_is_not_there_keeps_no_file(settings, address):
    settings.CLAMD_ADDRESS = address
    with pytest.raises(scanning.CannotScan):
        scanning.is_harmless(b"x")
