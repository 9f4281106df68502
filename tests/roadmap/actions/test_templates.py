"""Templates of a region: made, published, pushed; taken by schools item by item."""

from copy import deepcopy

import pytest
from django.db import IntegrityError, transaction

from kernel import jobs
from kernel.models import Job
from notices.models import Notice
from roadmap.actions import amendments, following, roadmaps, templates
from roadmap.actions.following import Choice
from roadmap.models import (
    Activity,
    Amendment,
    RoadmapTemplate,
    TemplateDecision,
    TemplateVersion,
)
from roadmap.queries.following import compare_page, followers, newer_version
from roadmap.states import AmendmentState, Answer
from roadmap.templates_shipped import shipped
from roadmap.wording import new_row, rows_of, wording_of
from tests import people
from tests.factories.roadmap import NOW, TODAY, a_roadmap, an_activity

pytestmark = pytest.mark.django_db

TAKE = Choice(Answer.TAKEN)


def made(by, **facts):
    return templates.make_template(
        facts.pop("wording", None) or shipped()["school"].content(),
        by=by,
        now=NOW,
        **{"title": "Шаблон", "about": "", "kinds": ["school"], "source_name": "", **facts},
    )


def published(template, by, change=None, note="Новое"):
    """The next version, after a change of the working text."""
    if change is not None:
        content = deepcopy(RoadmapTemplate.objects.get(pk=template.pk).content)
        change(content)
        templates.word_template(
            template, content=content, about=template.about, kinds=template.kinds, by=by
        )
    return templates.publish_template(template, note=note, by=by, now=NOW)


def one_row(region):
    """A template of one activity, published; and a roadmap of the school that follows it."""
    wording = wording_of(_roadmap_of_one(people.curator(), year=2020))
    template = made(region, wording=wording)
    return template, published(template, region)


def _roadmap_of_one(curator, **facts):
    roadmap = a_roadmap(by=curator, **facts)
    an_activity(roadmap, "ежегодно до 25 октября", title="Провести анкетирование")
    return roadmap


def following_roadmap(version, curator=None, **facts):
    curator = curator or people.curator()
    roadmap = _roadmap_of_one(curator, **facts)
    (key,) = [row["key"] for _stage, row in rows_of(version.content)]
    Activity.objects.filter(stage__roadmap=roadmap).update(template_key=key)
    type(roadmap).objects.filter(pk=roadmap.pk).update(template_version=version)
    roadmap.refresh_from_db()
    return roadmap


def later(content):
    content["stages"][0]["activities"][0]["deadline"] = "ежегодно до 1 октября"


def one_more(content):
    content["stages"][0]["activities"].append(
        new_row(title="Собрать согласия", deadline="ежегодно до 10 октября", responsible="Куратор")
    )


def test_a_template_begins_with_a_plan_under_keys_of_its_own():
    region = people.regional()

    first, second = made(region), made(region)

    keys = [{row["key"] for _stage, row in rows_of(each.content)} for each in (first, second)]
    assert not keys[0] & keys[1]
    assert len(keys[0]) == shipped()["school"].activity_count


def test_versions_are_counted_and_never_change():
    region = people.regional()
    template = made(region)

    first = published(template, region)
    with pytest.raises(templates.NothingNew):
        templates.publish_template(template, note="х", by=region, now=NOW)
    second = published(template, region, later)

    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert first.content != second.content


def test_schools_see_published_templates_of_the_bodies_above_only():
    region, municipality, curator = people.regional(), people.municipal(), people.curator()
    unpublished = made(region)
    of_region, of_municipality = made(region), made(municipality)
    published(of_region, region)
    published(of_municipality, municipality)

    seen = set(RoadmapTemplate.objects.visible_to(curator))

    assert seen == {of_region, of_municipality}
    assert unpublished in RoadmapTemplate.objects.visible_to(region)
    assert of_municipality not in RoadmapTemplate.objects.visible_to(region)
    far = people.curator(people.SchoolFactory(parent=people.MunicipalityFactory()))
    assert not RoadmapTemplate.objects.visible_to(far).exists()


def test_a_push_tells_fitting_organizations_once_however_often_it_is_run():
    region, curator, stranger = people.regional(), people.curator(), people.stranger()
    people.curator(people.SchoolFactory(parent=people.the_municipality(), kind="kindergarten"))
    roadmap = a_roadmap(by=curator)
    template = made(region)
    version = published(template, region, note="Новые сроки анкет")

    for _time in range(2):
        templates.push_version(version, by=region, now=NOW)
        jobs.run(Job.objects.open().get(kind=templates.PUSH).pk)

    told = Notice.objects.filter(kind=templates.KIND).order_by("recipient_id")
    assert [each.recipient for each in told] == sorted(
        [curator.user, stranger.user], key=lambda user: user.pk
    )
    assert told.get(recipient=curator.user).url == f"/roadmap/{roadmap.pk}/template/{version.pk}/"
    assert told.get(recipient=curator.user).text == "Новые сроки анкет"


def test_a_draft_takes_an_item_at_once_and_follows_the_version():
    region, curator = people.regional(), people.curator()
    template, version = one_row(region)
    roadmap = following_roadmap(version, curator)
    newer = published(template, region, later)
    (item,) = compare_page(roadmap, newer).items

    following.decide_items(roadmap, newer, choices={item.key: TAKE}, by=curator, now=NOW)

    roadmap.refresh_from_db()
    activity = Activity.objects.get(stage__roadmap=roadmap)
    assert (activity.deadline_text, str(activity.due_on)) == ("ежегодно до 1 октября", "2026-10-01")
    assert roadmap.template_version == newer
    assert compare_page(roadmap, newer).items == []


def test_a_roadmap_in_force_takes_items_into_changes_that_the_director_approves():
    region, curator, director = people.regional(), people.curator(), people.director()
    template, version = one_row(region)
    roadmap = following_roadmap(version, curator)
    roadmap = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    roadmap = roadmaps.approve_roadmap(roadmap, by=director, now=NOW)
    newer = published(template, region, one_more)
    (item,) = compare_page(roadmap, newer).items

    amendment = following.decide_items(
        roadmap, newer, choices={item.key: TAKE}, by=curator, now=NOW
    )

    roadmap.refresh_from_db()
    assert (Activity.objects.filter(stage__roadmap=roadmap).count(), roadmap.template_version) == (
        1,
        version,
    )
    sent = amendments.submit_amendment(amendment, by=curator, now=NOW)
    amendments.approve_amendment(sent, by=director, now=NOW)
    roadmap.refresh_from_db()
    added = Activity.objects.get(stage__roadmap=roadmap, title="Собрать согласия")
    assert (roadmap.template_version, added.template_key) == (newer, item.key)
    assert newer_version(roadmap) is None


def test_when_the_changes_are_dropped_the_items_wait_again():
    region, curator, director = people.regional(), people.curator(), people.director()
    template, version = one_row(region)
    roadmap = following_roadmap(version, curator)
    roadmap = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    roadmap = roadmaps.approve_roadmap(roadmap, by=director, now=NOW)
    newer = published(template, region, one_more)
    (item,) = compare_page(roadmap, newer).items
    amendment = following.decide_items(
        roadmap, newer, choices={item.key: TAKE}, by=curator, now=NOW
    )

    amendments.drop_amendment(amendment, by=curator)

    roadmap.refresh_from_db()
    assert [each.key for each in compare_page(roadmap, newer).items] == [item.key]
    assert newer_version(roadmap) == newer


def test_declining_needs_a_reason_and_the_region_reads_it():
    region, curator = people.regional(), people.curator()
    template, version = one_row(region)
    roadmap = following_roadmap(version, curator)
    newer = published(template, region, later)
    (item,) = compare_page(roadmap, newer).items

    with pytest.raises(following.NoReason):
        following.decide_items(
            roadmap, newer, choices={item.key: Choice(Answer.DECLINED)}, by=curator, now=NOW
        )
    choice = Choice(Answer.DECLINED, "Психолог приходит в середине октября")
    following.decide_items(roadmap, newer, choices={item.key: choice}, by=curator, now=NOW)

    roadmap.refresh_from_db()
    assert Activity.objects.get(stage__roadmap=roadmap).deadline_text == "ежегодно до 25 октября"
    assert (roadmap.template_version, Amendment.objects.exists()) == (newer, False)
    school = followers(template, region, today=TODAY).get(pk=roadmap.organization_id)
    # A draft is not shown above, what was declined is.
    assert (school.declined_count, school.version_number) == (1, None)


def test_an_item_without_an_answer_waits():
    region, curator = people.regional(), people.curator()
    template, version = one_row(region)
    roadmap = following_roadmap(version, curator)

    def both(content):
        later(content)
        one_more(content)

    newer = published(template, region, both)
    first, second = compare_page(roadmap, newer).items

    following.decide_items(roadmap, newer, choices={first.key: TAKE}, by=curator, now=NOW)

    roadmap.refresh_from_db()
    assert roadmap.template_version == version
    assert [each.key for each in compare_page(roadmap, newer).items] == [second.key]


def test_nothing_is_taken_while_the_roadmap_waits_for_the_director():
    region, curator = people.regional(), people.curator()
    template, version = one_row(region)
    roadmap = following_roadmap(version, curator)
    newer = published(template, region, later)
    roadmap = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    (item,) = compare_page(roadmap, newer).items

    with pytest.raises(following.NotNow):
        following.decide_items(roadmap, newer, choices={item.key: TAKE}, by=curator, now=NOW)


def test_a_school_that_followed_nothing_keeps_all_of_its_own():
    region, curator = people.regional(), people.curator()
    template = made(region)
    version = published(template, region)
    roadmap = _roadmap_of_one(curator)
    items = compare_page(roadmap, version).items

    following.decide_items(roadmap, version, choices={items[0].key: TAKE}, by=curator, now=NOW)

    titles = set(Activity.objects.filter(stage__roadmap=roadmap).values_list("title", flat=True))
    assert titles == {"Провести анкетирование", items[0].title}


def test_the_database_keeps_no_refusal_without_a_reason():
    region = people.regional()
    version = published(made(region), region)
    roadmap = a_roadmap(by=people.curator())

    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateDecision.objects.create(
            roadmap=roadmap,
            version=version,
            key="x",
            about="x",
            answer=Answer.DECLINED,
            decided_at=NOW,
        )


def test_a_withdrawn_template_is_not_offered_but_stays_with_those_who_follow_it():
    region, curator = people.regional(), people.curator()
    template, version = one_row(region)
    roadmap = following_roadmap(version, curator)
    published(template, region, later)

    templates.withdraw_template(template, by=region, now=NOW)

    assert not RoadmapTemplate.objects.visible_to(curator).exists()
    assert (newer_version(roadmap), TemplateVersion.objects.count()) == (None, 2)
    templates.offer_template(template, by=region)
    assert newer_version(roadmap) is not None


def test_an_empty_template_is_not_published():
    region = people.regional()
    template = made(region)
    templates.word_template(
        template, content={"title": "Пусто", "stages": []}, about="", kinds=["school"], by=region
    )

    with pytest.raises(templates.EmptyTemplate):
        templates.publish_template(template, note="х", by=region, now=NOW)


def test_taken_items_are_in_one_working_copy_with_other_changes():
    region, curator, director = people.regional(), people.curator(), people.director()
    template, version = one_row(region)
    roadmap = following_roadmap(version, curator)
    roadmap = roadmaps.submit_roadmap(roadmap, by=curator, now=NOW)
    roadmap = roadmaps.approve_roadmap(roadmap, by=director, now=NOW)
    amendment = amendments.open_amendment(roadmap, by=curator, now=NOW)
    amendment.content["title"] = "Наш план"
    amendments.word_amendment(amendment, content=amendment.content, reason="Название", by=curator)
    newer = published(template, region, one_more)
    (item,) = compare_page(roadmap, newer).items

    following.decide_items(roadmap, newer, choices={item.key: TAKE}, by=curator, now=NOW)

    amendment.refresh_from_db()
    assert (amendment.content["title"], amendment.reason, amendment.state) == (
        "Наш план",
        "Название",
        AmendmentState.DRAFT,
    )
    assert len(amendment.content["stages"][0]["activities"]) == 2
