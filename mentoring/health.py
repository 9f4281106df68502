"""Whether the installation can do its work: the database, the broker and a worker answer."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from kernel import heartbeat
from kernel.access import public
from kernel.spool import Spool

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 1.0
Question = Callable[[], bool]

# A server that accepts and never answers must not hold the page: the questions to what may be
# far away are asked aside, and the page goes on without the answer. Two askers at most hang.
_askers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="health")


@never_cache
@require_safe
@public("an outside observer asks whether the service works; the answer names parts, no people")
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when everything answers, 503 with the names of what does not."""
    questions: dict[str, Question] = {
        "database": database_answers,
        "broker": broker_answers,
        "worker": worker_answers,
    }
    answers = {
        name: "ok" if holds(name, question) else "no" for name, question in questions.items()
    }
    missing = [name for name, answer in answers.items() if answer == "no"]
    said = {"status": "no" if missing else "ok", "missing": missing, **answers}
    return JsonResponse(said, status=503 if missing else 200)


def holds(name: str, question: Question) -> bool:
    """Ask; whatever goes wrong means no, and the reason goes to the log."""
    try:
        return question()
    except Exception as trouble:  # noqa: BLE001 -- any trouble is the answer
        logger.warning("health: %s: %s: %s", name, type(trouble).__name__, trouble)
        return False


def database_answers() -> bool:
    """Ask the database for anything at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def broker_answers() -> bool:
    """Ask the broker, and wait no longer than a moment."""
    ask = redis_answers if settings.REDIS_URL else spool_answers
    return _askers.submit(ask).result(timeout=PATIENCE_SECONDS)


def redis_answers() -> bool:
    """Ask Redis once, without the patience that its client has by itself."""
    redis = Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE_SECONDS,
        socket_connect_timeout=PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        return bool(redis.ping())
    finally:
        redis.close()


def spool_answers() -> bool:
    """Put a message into the folder of the embedded broker and take it back."""
    spool = Spool(Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["spool"]))
    spool.put("health", "")
    return spool.purge("health") > 0


def worker_answers() -> bool:
    """Look when a worker last gave a sign of life."""
    return heartbeat.is_alive(heartbeat.WORKER, now=timezone.now())
