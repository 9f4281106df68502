"""Promise notices, deliver them, mark them read."""

from notices.actions.digest import digest_by_mail, send_digest, send_digests
from notices.actions.mailing import NothingToRetry, by_mail, claim, retry_mail, send, sweep
from notices.actions.owing import owe, tell_job_finished
from notices.actions.reading import choose_delivery, read_all, read_notice

__all__ = [
    "NothingToRetry",
    "by_mail",
    "choose_delivery",
    "claim",
    "digest_by_mail",
    "owe",
    "read_all",
    "read_notice",
    "retry_mail",
    "send",
    "send_digest",
    "send_digests",
    "sweep",
    "tell_job_finished",
]
