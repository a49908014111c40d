"""Redis, for the caches."""

import logging
import time
from typing import Any, Final
from weakref import WeakKeyDictionary

import redis

logger = logging.getLogger(__name__)
PAUSE: Final = 2.0  # seconds in which nobody asks again a Redis that did not answer

# A pool of connections stands for one Redis, and the threads of a process share it.
_silent_until: WeakKeyDictionary[redis.ConnectionPool, float] = WeakKeyDictionary()


class Redis(redis.Redis):
    """Redis that is passed by for a moment once it has not answered.

    A cache that is away costs each use its timeout, and a page uses it several times. The one who
    finds out waits; everybody after them is told at once, until it is time to try again.
    """

    def execute_command(self, *args: Any, **options: Any) -> Any:
        pool = self.connection_pool
        if time.monotonic() < _silent_until.get(pool, 0.0):
            raise redis.ConnectionError("Redis did not answer a moment ago.")
        try:
            return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]
        except (redis.ConnectionError, redis.TimeoutError) as error:
            _silent_until[pool] = time.monotonic() + PAUSE
            logger.warning("Redis does not answer, so nothing is cached: %s", type(error).__name__)
            raise
