"""Two cards become one: their consents and the personal links that ask for them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q

from participants.merging import Merge, MergedPart
from participants.models import Consent, ConsentRequest
from participants.states import CONSENT_LIFE

Paper = TypeVar("Paper", Consent, ConsentRequest)


def move(merge: Merge) -> None:
    """Of two answers of one signer to one question the later holds; of two links the newer."""
    for answers in _same(merge, Consent.objects.filter(_of_either(merge))):
        for earlier in answers[:-1]:
            if CONSENT_LIFE.allows(earlier, "replace"):
                CONSENT_LIFE.move(earlier, "replace", by=merge.by)
    waiting = ConsentRequest.objects.filter(answered_at=None, closed_at=None)
    for requests in _same(merge, waiting.filter(_of_either(merge))):
        older = [request.pk for request in requests[:-1]]
        ConsentRequest.objects.filter(pk__in=older).update(closed_at=merge.now)


PART = MergedPart(move=move)


def _of_either(merge: Merge) -> Q:
    both = [merge.kept.pk, merge.former.pk]
    return Q(person__in=both) | Q(signer__in=both)


def _same(merge: Merge, papers: Iterable[Paper]) -> Iterable[list[Paper]]:
    """Bring together what is about one person, one purpose and one signer, in order."""
    found: dict[tuple[int, str, int], list[Paper]] = defaultdict(list)
    for paper in sorted(papers, key=lambda one: one.pk):
        found[
            _becomes(merge, paper.person_id), paper.purpose, _becomes(merge, paper.signer_id)
        ].append(paper)
    return found.values()


def _becomes(merge: Merge, person: int) -> int:
    return merge.kept.pk if person == merge.former.pk else person
