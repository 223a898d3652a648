"""A server that always says the same: what the load generator itself can do is measured against it."""

import asyncio
import sys

from bench import HOST


class Parrot(asyncio.Protocol):
    """Answers every request of a connection with the same bytes."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Our client sends a whole request at once and waits for the answer: no need to look into it."""
        self.transport.write(self.answer)


async def serve(size: int) -> None:
    """Answer at any free port with `size` bytes, until stopped; the port is printed."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (size, bytes(size))
    server = await asyncio.get_running_loop().create_server(lambda: Parrot(answer), HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
