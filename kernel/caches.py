"""A cache that may be away: pages go on without it, only slower.

The cache holds nothing that cannot be found elsewhere, so a Redis that is down or silent must not
take sign-in with it. Limits on repeated attempts are not kept while it is away; the lock-out of an
account after failures does not depend on it alone (docs/decisions/0003).
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class ForgivingClient(RedisCacheClient):
    """Django's client of Redis, which answers «nothing there» when nobody answers."""

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        return bool(_ask(lambda: super(ForgivingClient, self).add(key, value, timeout), False))

    def get(self, key: Any, default: Any) -> Any:
        return _ask(lambda: super(ForgivingClient, self).get(key, default), default)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        _ask(lambda: super(ForgivingClient, self).set(key, value, timeout), None)

    def touch(self, key: Any, timeout: Any) -> bool:
        return bool(_ask(lambda: super(ForgivingClient, self).touch(key, timeout), False))

    def delete(self, key: Any) -> bool:
        return bool(_ask(lambda: super(ForgivingClient, self).delete(key), False))

    def get_many(self, keys: Any) -> dict[Any, Any]:
        found: dict[Any, Any] = _ask(lambda: super(ForgivingClient, self).get_many(keys), {})
        return found

    def has_key(self, key: Any) -> bool:
        return bool(_ask(lambda: super(ForgivingClient, self).has_key(key), False))

    def set_many(self, data: Any, timeout: Any) -> None:
        _ask(lambda: super(ForgivingClient, self).set_many(data, timeout), None)

    def delete_many(self, keys: Any) -> None:
        _ask(lambda: super(ForgivingClient, self).delete_many(keys), None)


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache with the forgiving client."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = ForgivingClient


def _ask(question: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return question()
    except RedisError as trouble:
        logger.warning("the cache does not answer: %s", trouble)
        return otherwise
