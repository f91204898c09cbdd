"""A line between client and server that can be cut, or left half-open: bytes go in and nothing comes out."""

import asyncio
import contextlib


class Proxy:
    """Listens on a port of its own and passes everything to `port`."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.port = 0
        self._open: set[asyncio.WriteTransport] = set()
        self._passing: set[asyncio.Task[None]] = set()
        self._deaf = asyncio.Event()
        self._deaf.set()

    async def __aenter__(self) -> "Proxy":
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._server.close()
        self.cut()
        self._deaf.set()
        await asyncio.gather(*self._passing, return_exceptions=True)

    def cut(self) -> None:
        """Abort every connection, as a lost network does."""
        for transport in list(self._open):
            transport.abort()

    async def half_open(self, seconds: float) -> None:
        """For `seconds` nothing passes, and neither side is told; afterwards the lines are dead."""
        self._deaf.clear()
        await asyncio.sleep(seconds)
        self.cut()
        self._deaf.set()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        task.add_done_callback(self._passing.discard)
        try:
            inward, outward = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        ends = (writer.transport, outward.transport)
        self._open.update(ends)
        try:
            await asyncio.gather(self._pump(reader, outward), self._pump(inward, writer))
        finally:
            for transport in ends:
                transport.abort()
                self._open.discard(transport)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(65536):
                await self._deaf.wait()
                writer.write(data)
                await writer.drain()
        writer.transport.abort()
