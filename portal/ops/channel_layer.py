"""The channel layer that outlives its broker: sockets open, and live on the slow look, while Valkey is away.

channels-redis lets a socket fail where its channel cannot be subscribed to. Here such names are remembered and
subscribed to as soon as the broker is back. A publisher that failed lets the next ones fail at once for a moment, so
that an outage costs a request one wait and not one for each listener.
"""

import asyncio
import contextlib
import time
from typing import Any

import redis
from channels_redis.pubsub import RedisPubSubChannelLayer, RedisSingleShardConnection

REST_S = 2.0
"""So long a broker that failed is left alone."""

AWAY = (redis.RedisError, OSError, asyncio.TimeoutError)


class PatientChannelLayer(RedisPubSubChannelLayer):
    """Drop-in for `RedisPubSubChannelLayer`; the same configuration."""

    down_until = 0.0

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
        self._missed: set[str] = set()
        self._catching_up: asyncio.Task[None] | None = None

    async def publish(self, channel: str, message: bytes) -> None:
        """Raises what Redis raises; at once where the broker has just failed."""
        layer = self.channel_layer.channel_layer
        if time.monotonic() < layer.down_until:
            raise redis.ConnectionError("the broker is away")
        try:
            await super().publish(channel, message)
        except AWAY:
            layer.down_until = time.monotonic() + REST_S
            raise

    async def subscribe(self, channel: str) -> None:
        """Never fails: what is missed now is caught up with."""
        async with self._gate:  # the first of many waits for a broker that is away, the rest see what it found
            if not self._missed and await self._subscribed(channel):
                return
            self._missed.add(channel)
            if self._catching_up is None or self._catching_up.done():
                self._catching_up = asyncio.create_task(self._catch_up())

    async def unsubscribe(self, channel: str) -> None:
        """Never fails: a name that stays subscribed to is heard by nobody."""
        self._missed.discard(channel)
        with contextlib.suppress(*AWAY):
            await super().unsubscribe(channel)

    async def flush(self) -> None:
        """As above, and nothing more to catch up with."""
        self._missed.clear()
        if self._catching_up is not None:
            self._catching_up.cancel()
        await super().flush()

    async def _subscribed(self, channel: str) -> bool:
        try:
            await super().subscribe(channel)
        except AWAY:
            return False
        return True

    async def _catch_up(self) -> None:
        while self._missed:
            await asyncio.sleep(REST_S)
            for channel in list(self._missed):
                if not await self._subscribed(channel):
                    break
                if channel in self._missed:
                    self._missed.discard(channel)
                else:  # let go in the meantime
                    await self.unsubscribe(channel)
