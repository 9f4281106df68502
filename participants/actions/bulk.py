"""What is done with many chosen people at once: all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import Membership
from participants.actions.entry import invite_person, let_pupil_in, role_of_card
from participants.actions.people import archive_person
from participants.actions.profiles import update_mentee, update_mentor
from participants.models import MenteeProfile, MentoringForm, MentorProfile, Person
from participants.states import LEARNERS, PeopleList


@dataclass(frozen=True)
class LetIn:
    """How many of the chosen got a way to sign in, and who did not."""

    cards: int = 0
    invited: int = 0
    knew: int = 0
    without_role: int = 0


@transaction.atomic
def let_people_in(people: Iterable[Person], *, by: Membership, now: datetime, today: date) -> LetIn:
    """Pupils get an account for a class card, the others an invitation to the role they have."""
    cards = invited = knew = without_role = 0
    for person in people:
        if person.user_id is not None:
            knew += 1
        elif person.kind in LEARNERS:
            let_pupil_in(person, by=by, today=today)
            cards += 1
        elif role := role_of_card(person):
            invite_person(person, role=role, by=by, now=now)
            invited += 1
        else:
            without_role += 1
    return LetIn(cards, invited, knew, without_role)


@transaction.atomic
def archive_people(people: Iterable[Person], *, by: Membership, now: datetime) -> int:
    """Put the chosen cards away; tell how many."""
    return len([archive_person(person, by=by, now=now) for person in people])


@transaction.atomic
def wish_form(
    people: Iterable[Person], *, form: MentoringForm, of_list: str, by: Membership
) -> int:
    """Write one form of mentoring into the wishes of the chosen; tell how many have a part."""
    chosen = [person.pk for person in people]
    if of_list == PeopleList.MENTEES:
        mentees = list(MenteeProfile.objects.filter(person__in=chosen).select_related("person"))
        for mentee in mentees:
            update_mentee(mentee, by=by, wished_form=form)
        return len(mentees)
    mentors = list(MentorProfile.objects.filter(person__in=chosen).select_related("person"))
    for mentor in mentors:
        wished = {known.pk: known for known in mentor.forms.all()} | {form.pk: form}
        update_mentor(mentor, by=by, forms=list(wished.values()))
    return len(mentors)
