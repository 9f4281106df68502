"""The embedded broker: a Celery transport on a folder, for one computer without Redis.

Importing this module makes the address `safefs://` known; the folder stands in the transport
option `spool`. Kombu's own file transport loses messages on a kill and dies of one empty file.
"""

import logging
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, virtual
from kombu.utils.json import dumps, loads

from kernel.spool import Binding, Claim, Spool

logger = logging.getLogger(__name__)

Raw = dict[str, Any]
PARTS = frozenset({"body", "headers", "properties"})
PROPERTIES = frozenset({"delivery_tag", "delivery_info", "body_encoding"})


class QoS(virtual.QoS):
    """Acknowledging a message is forgetting its file."""

    channel: "Channel"

    def ack(self, delivery_tag: str) -> None:
        self.channel.finish(delivery_tag)
        super().ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:  # noqa: FBT001, FBT002 -- kombu's signature
        super().reject(delivery_tag, requeue=requeue)
        self.channel.finish(delivery_tag)


class Channel(virtual.Channel):
    """Kombu's questions, answered by the spool."""

    QoS = QoS
    supports_fanout = True
    do_restore = True

    def __init__(self, connection: Any, **options: Any) -> None:
        super().__init__(connection, **options)
        self.spool = Spool(Path(connection.client.transport_options["spool"]))
        self._claims: dict[str, Claim] = connection.claims
        self._unacknowledged_queues: set[str] = set()

    def finish(self, delivery_tag: str) -> None:
        """Forget the file of a delivered message. Any thread may ask, and twice."""
        claim = self._claims.pop(delivery_tag, None)
        if claim:
            self.spool.finish(claim)

    def basic_consume(self, queue: str, no_ack: bool, *args: Any, **options: Any) -> Any:  # noqa: FBT001 -- kombu's signature
        if no_ack:
            self._unacknowledged_queues.add(queue)
        return super().basic_consume(queue, no_ack, *args, **options)

    def basic_get(self, queue: str, no_ack: bool = False, **options: Any) -> Any:  # noqa: FBT001, FBT002 -- kombu's signature
        message = super().basic_get(queue, no_ack, **options)
        if message and no_ack:
            self.finish(str(message.delivery_tag))
        return message

    def get_table(self, exchange: str) -> list[Binding]:
        """Return what all processes have bound; what this one has, if the folder was emptied."""
        exchanges: dict[str, Any] = self.state.exchanges or {}
        declared: list[Binding] = exchanges.get(exchange, {}).get("table", [])
        return self.spool.bindings(exchange) or declared

    def _put(self, queue: str, message: Raw, **options: Any) -> None:
        self.spool.put(queue, dumps(message), priority=self._get_message_priority(message))

    def _put_fanout(self, exchange: str, message: Raw, routing_key: str, **options: Any) -> None:
        for _key, _pattern, queue in self.get_table(exchange):
            self._put(queue, message)

    def _get(self, queue: str, timeout: float | None = None) -> Raw:
        while claim := self.spool.claim(queue):
            message = self._understood(claim)
            if message is not None:
                self._claims[message["properties"]["delivery_tag"]] = claim
                return message
        raise Empty

    def _understood(self, claim: Claim) -> Raw | None:
        """Read a message; one that cannot be read is parked and never kills the worker."""
        try:
            message: Raw = loads(claim.read())
            properties = message["properties"]
            if not (message.keys() >= PARTS and properties.keys() >= PROPERTIES):
                raise ValueError("not a message of Celery")  # noqa: TRY301 -- parked below like the rest
            # A fanout puts one tag into many queues; here a tag names one file.
            properties["delivery_tag"] = f"{claim.queue}/{claim.path.name}"
            self.Message(message, channel=self)
        except Exception:
            logger.exception("Parked an unreadable message of queue %s", claim.queue)
            self.spool.park(claim)
            return None
        return message

    def _get_and_deliver(self, queue: str, callback: Any) -> None:
        message = self._get(queue)
        if queue in self._unacknowledged_queues:
            self.finish(message["properties"]["delivery_tag"])
        callback(message, queue)

    def _restore(self, message: Any) -> None:
        """Put back what a worker that stops in peace has not begun."""
        self._give_back(message, tried=False)

    def _restore_at_beginning(self, message: Any) -> None:
        """Put back what was refused, or what killed the process that ran it."""
        self._give_back(message, tried=True)

    def _give_back(self, message: Any, *, tried: bool) -> None:
        claim = self._claims.pop(message.delivery_tag, None)
        if claim:
            self.spool.give_back(claim, tried=tried)

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        self.spool.bind(exchange, (routing_key or "", pattern or "", queue or ""))

    def _delete(self, queue: str, exchange: str = "", *meta: Any, **options: Any) -> None:
        self.spool.remove(queue)
        if meta:
            routing_key, pattern, bound = meta
            self.spool.unbind(exchange, (routing_key or "", pattern or "", bound or ""))

    def _purge(self, queue: str) -> int:
        return self.spool.purge(queue)

    def _size(self, queue: str) -> int:
        return self.spool.size(queue)


class Transport(virtual.Transport):
    """The transport that the address `safefs://` names."""

    Channel = Channel
    default_port = 0
    driver_type = "filesystem"
    driver_name = "safefs"
    implements = virtual.Transport.implements.extend(
        asynchronous=False,
        exchange_type=frozenset({"direct", "topic", "fanout"}),
    )

    def __init__(self, client: Any, **options: Any) -> None:
        super().__init__(client, **options)
        self.claims: dict[str, Claim] = {}

    def driver_version(self) -> str:
        """Name the version of the layout of the folder."""
        return "1"


TRANSPORT_ALIASES["safefs"] = "kernel.broker:Transport"
