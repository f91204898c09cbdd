"""The channel layer that outlives its broker: sockets open, and live on the slow look, while Valkey is away.

channels-redis lets a socket fail where its channel cannot be subscribed to. Here such names are remembered and
subscribed to as soon as the broker is back. After one failure nobody waits for the broker any more: a task looks for
it in the background, and until it answers publishers fail at once.
"""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any

import redis
from channels_redis.pubsub import RedisPubSubChannelLayer, RedisSingleShardConnection

REST_S = 2.0
"""So often a broker that is away is looked for."""
PATIENCE_S = 0.75
"""So long a socket that opens waits for a broker that hangs; then it opens without."""

AWAY = (redis.RedisError, OSError, asyncio.TimeoutError)


class PatientChannelLayer(RedisPubSubChannelLayer):
    """Drop-in for `RedisPubSubChannelLayer`; the same configuration."""

    def _get_layer(self) -> Any:
        layer = super()._get_layer()
        if not isinstance(layer._shards[0], _PatientShard):
            layer._shards = [_PatientShard(shard.host, layer) for shard in layer._shards]
        return layer


class _PatientShard(RedisSingleShardConnection):
    """One event loop's connection."""

    def __init__(self, host: Any, layer: Any) -> None:
        super().__init__(host, layer)
        self._gate = asyncio.Lock()
        self._wanted: set[str] = set()  # names to subscribe to, and to let go of, once the broker is back
        self._unwanted: set[str] = set()
        self._looking: asyncio.Task[None] | None = None

    @property
    def _away(self) -> bool:
        return self._looking is not None and not self._looking.done()

    async def publish(self, channel: str, message: bytes) -> None:
        """Raises what Redis raises; at once while the broker is known to be away."""
        if self._away:
            raise redis.ConnectionError("the broker is away")
        try:
            await super().publish(channel, message)
        except AWAY:
            self._look_for_it()
            raise

    async def subscribe(self, channel: str) -> None:
        """Never fails: what is missed now is caught up with."""
        async with self._gate:  # the first of many waits for a broker that hangs, the rest see what it found
            self._unwanted.discard(channel)
            if not self._away and await self._subscribed_soon(super().subscribe(channel)):
                return
            self._wanted.add(channel)
            self._look_for_it()

    async def _subscribed_soon(self, subscribing: Coroutine[Any, Any, None]) -> bool:
        """Whether the broker answers within our patience. One that hangs is left to itself: cancelling a command in
        the middle would leave the connection unusable, and a second subscription does no harm."""
        trying = asyncio.ensure_future(subscribing)
        done, _waiting = await asyncio.wait({trying}, timeout=PATIENCE_S)
        if not done:
            trying.add_done_callback(lambda late: late.cancelled() or late.exception())
            return False
        with contextlib.suppress(*AWAY):
            trying.result()
            return True
        return False

    async def unsubscribe(self, channel: str) -> None:
        """Never fails: a name that stays subscribed to is heard by nobody."""
        self._wanted.discard(channel)
        if self._away:
            self._unwanted.add(channel)
            return
        try:
            await super().unsubscribe(channel)
        except AWAY:
            self._unwanted.add(channel)
            self._look_for_it()

    async def flush(self) -> None:
        """As above, and nothing more to look for."""
        if self._looking is not None:
            self._looking.cancel()
        await super().flush()

    def _look_for_it(self) -> None:
        if not self._away:
            self._looking = asyncio.create_task(self._until_it_is_back())

    async def _until_it_is_back(self) -> None:
        while True:
            await asyncio.sleep(REST_S)
            with contextlib.suppress(*AWAY):
                await super().publish(f"{self.channel_layer.prefix}.are-you-there", b"")
                while self._wanted or self._unwanted:
                    for channel in list(self._wanted):
                        await super().subscribe(channel)
                        self._wanted.discard(channel)
                    for channel in list(self._unwanted):
                        await super().unsubscribe(channel)
                        self._unwanted.discard(channel)
                return
