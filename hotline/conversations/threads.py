"""Database work of the asynchronous mouths: a few threads, no connection held between calls."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from channels.db import database_sync_to_async

P = ParamSpec("P")
T = TypeVar("T")

# Fewer than the spare connections of the pool (settings.DATABASES), so that pages are never starved.
_pool = ThreadPoolExecutor(max_workers=5, thread_name_prefix="hotline-db")


async def in_database(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a service function in one of the few database threads and wait for its answer."""
    return await database_sync_to_async(function, thread_sensitive=False, executor=_pool)(*args, **kwargs)
