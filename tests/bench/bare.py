"""The yardstick of sockets.py: `bare.py PORT COUNT` sends each line of its input to all, COUNT times, at once."""

import asyncio
import sys
from typing import Any

from websockets.asyncio.server import broadcast, serve


async def main(port: int, count: int) -> None:
    readers: set[Any] = set()

    async def keep(socket: Any) -> None:
        readers.add(socket)
        await socket.wait_closed()

    async with serve(keep, "127.0.0.1", port, compression=None, ping_interval=None):
        while line := await asyncio.to_thread(sys.stdin.readline):
            for number in range(1, count + 1):
                broadcast(readers, line.strip().replace("NUMBER", str(number)))
                await asyncio.sleep(0)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
