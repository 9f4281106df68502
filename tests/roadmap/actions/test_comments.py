"""What people tell each other about an activity stays within the school."""

import pytest

from notices.models import Notice
from roadmap.actions.comments import add_comment, remove_comment
from roadmap.models import Comment
from roadmap.states import RoadmapState
from tests import people
from tests.factories.roadmap import NOW, a_roadmap, an_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return people.curator()


@pytest.fixture
def activity(curator):
    return an_activity(a_roadmap(by=curator, state=RoadmapState.AGREED), "до 25 октября")


def told():
    return {notice.recipient for notice in Notice.objects.all()}


def test_everybody_who_has_to_do_with_it_is_told_but_the_one_who_speaks(curator, activity):
    psychologist, teacher = people.psychologist(), people.class_teacher()
    activity.responsible.set([psychologist])
    activity.helpers.set([teacher])

    add_comment(activity, text=" Зал занят ", by=psychologist, now=NOW)
    add_comment(activity, text="Перенесём", by=curator, now=NOW)

    assert [comment.text for comment in Comment.objects.order_by("pk")] == [
        "Зал занят",
        "Перенесём",
    ]
    assert told() == {psychologist.user, teacher.user}


def test_whoever_has_spoken_learns_of_the_answer(curator, activity):
    add_comment(activity, text="Когда начинаем?", by=curator, now=NOW)

    add_comment(activity, text="В среду", by=people.director(), now=NOW)

    assert told() == {curator.user}


def test_a_removed_comment_leaves_no_word_behind(curator, activity):
    comment = add_comment(activity, text="Ошибся", by=curator, now=NOW)

    remove_comment(comment, by=curator)

    assert not Comment.objects.exists()


def test_those_above_and_mentors_who_have_nothing_to_do_with_it_see_none(curator, activity):
    mentor, other = people.mentor(), people.mentor(user__username="другой")
    activity.helpers.set([mentor])
    add_comment(activity, text="Обсудили в классе", by=curator, now=NOW)

    seen = {
        each: Comment.objects.visible_to(each).count()
        for each in (people.municipal(), people.regional(), people.stranger(), other, mentor)
    }

    assert list(seen.values()) == [0, 0, 0, 0, 1]
