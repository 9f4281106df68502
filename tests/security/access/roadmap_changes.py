"""Who gets what at changes to approved roadmaps, their versions, remarks and print."""

from roadmap.actions import amendments, remarks, roadmaps, templates
from roadmap.states import RoadmapState
from roadmap.templates_shipped import shipped
from roadmap.wording import row_key
from tests.factories.roadmap import NOW, a_roadmap, an_activity
from tests.security.access import Access, everybody, only
from tests.security.access.roadmap import deed, in_force, pk_of, seen, submitted


def approved(world):
    """A roadmap that went the whole way of approval: it has a version with its paper."""
    return world.made(_approved)


def _approved(world):
    roadmap = a_roadmap(by=world.curator, year=2023)
    an_activity(roadmap, "до 25 октября")
    roadmap = roadmaps.submit_roadmap(roadmap, by=world.curator, now=NOW)
    return roadmaps.approve_roadmap(roadmap, by=world.director, now=NOW)


def version(world):
    return approved(world).versions.get()


def prepared(world):
    """Changes that the curator still prepares."""
    return world.made(_prepared)


def _prepared(world):
    return _amendment(world, approved(world))


def _amendment(world, roadmap):
    made = amendments.open_amendment(roadmap, by=world.curator, now=NOW)
    made.content["stages"][0]["activities"][0]["title"] = "Другими словами"
    return amendments.word_amendment(made, content=made.content, reason="Нужно", by=world.curator)


def sent(world):
    """Changes that wait for the director."""
    return world.made(_sent)


def _sent(world):
    roadmap = a_roadmap(by=world.curator, state=RoadmapState.APPROVED, year=2022)
    an_activity(roadmap, "до 25 октября")
    return amendments.submit_amendment(_amendment(world, roadmap), by=world.curator, now=NOW)


def row_of(roadmap):
    return row_key(roadmap.stages.first().activities.first())


def remarked(world):
    """A remark of the director on a roadmap that waits for them."""
    return world.made(_remarked)


def _remarked(world):
    roadmap = submitted(world)
    activity = an_activity(roadmap)
    return remarks.write_remark(
        roadmap, key=row_key(activity), text="Раньше", by=world.director, now=NOW
    )


def template(world):
    """A template of the region, with one published version."""
    return world.made(_template)


def _template(world):
    made = templates.make_template(
        shipped()["school"].content(),
        title="Шаблон",
        about="",
        kinds=["school"],
        source_name="",
        by=world.people["region"],
        now=NOW,
    )
    templates.publish_template(made, note="Первая", by=world.people["region"], now=NOW)
    return made


def template_version(world):
    return template(world).versions.get()


# What is only prepared is seen in the school; what was sent, also above.
READS_DRAFTS = seen(region=404, municipality=404, mentor=403)
READS = seen(mentor=403)


def draft_deed(*roles, answer=302):
    return {**deed(*roles, answer=answer), "region": 404, "municipality": 404}


# Everybody of the organizations below may read what the region has published.
READS_TEMPLATES = {
    **everybody(403),
    **dict.fromkeys(
        ("region", "municipality", "director", "curator", "psychologist", "class_teacher"), 200
    ),
    "stranger": 200,
}
KEEPS_TEMPLATES = everybody(403)


def keeps_template(answer):
    return {**KEEPS_TEMPLATES, "region": answer}


ACCESS = {
    "roadmap-versions": Access(url=pk_of(approved), answers=READS),
    "roadmap-version": Access(url=pk_of(version), answers=READS),
    "version-pdf": Access(url=pk_of(version), answers=READS),
    "version-docx": Access(url=pk_of(version), answers=READS),
    "print-roadmap": Access(url=pk_of(in_force), answers=READS),
    "choose-layout": Access(
        url=pk_of(in_force),
        method="post",
        send=lambda world: {"layout": "c"},
        answers=deed("curator"),
    ),
    "close-roadmap": [
        Access(url=pk_of(in_force), answers=deed("curator", "director", answer=200)),
        # The year goes on, and the activities are not settled.
        Access(
            url=lambda world: [approved(world).pk],
            method="post",
            answers=deed("curator", "director"),
        ),
    ],
    "next-year": [
        Access(url=pk_of(approved), answers=deed("curator", answer=200)),
        Access(url=pk_of(approved), method="post", answers=deed("curator")),
    ],
    "amend-roadmap": Access(url=pk_of(in_force), method="post", answers=deed("curator")),
    "amendment": [
        Access(url=pk_of(prepared), answers=READS_DRAFTS),
        Access(url=pk_of(sent), answers=READS),
    ],
    "amendment-pdf": Access(url=pk_of(sent), answers=READS),
    "edit-amendment": [
        Access(url=pk_of(prepared), answers=draft_deed("curator", answer=200)),
        Access(
            url=pk_of(prepared),
            method="post",
            send=lambda world: {"reason": "Иначе"},
            answers=draft_deed("curator"),
        ),
    ],
    "mend-in-amendment": Access(
        url=lambda world: [prepared(world).pk, "0" * 16],
        method="post",
        answers=draft_deed("curator"),
    ),
    "submit-amendment": Access(url=pk_of(prepared), method="post", answers=draft_deed("curator")),
    "withdraw-amendment": Access(url=pk_of(sent), method="post", answers=deed("curator")),
    "drop-amendment": Access(url=pk_of(prepared), method="post", answers=draft_deed("curator")),
    "approve-amendment": Access(url=pk_of(sent), method="post", answers=deed("director")),
    # The municipality has not asked to agree to changes.
    "agree-amendment": Access(
        url=pk_of(sent), method="post", answers=deed("municipality", answer=409)
    ),
    "return-amendment": Access(
        url=pk_of(sent),
        method="post",
        send=lambda world: {"comment": "Не сейчас"},
        answers=deed("director", "municipality"),
    ),
    "remark-on-amendment": Access(
        url=pk_of(sent),
        method="post",
        send=lambda world: {"key": row_of(sent(world).roadmap), "text": "Раньше"},
        answers=deed("director", "municipality"),
    ),
    "write-remark": Access(
        url=lambda world: [remarked(world).roadmap_id],
        method="post",
        send=lambda world: {"key": remarked(world).key, "text": "Ещё раньше"},
        answers=deed("director", "municipality"),
    ),
    "answer-remark": Access(
        url=pk_of(remarked),
        method="post",
        answers={**deed("curator"), "region": 404, "municipality": 404},
    ),
    "remove-remark": Access(
        url=pk_of(remarked),
        method="post",
        answers={**deed("director"), "region": 404, "municipality": 404},
    ),
    "agreement-demand": [
        Access(answers=only("region", "municipality", stranger=403)),
        Access(
            method="post",
            send=lambda world: {"asks_for_agreement": "on"},
            answers=only("region", "municipality", answer=302, stranger=403),
        ),
    ],
    "make-template": [
        Access(answers=only("region", "municipality", stranger=403)),
        Access(
            method="post",
            send=lambda world: {"source": "school", "title": "Наш", "kinds": "school"},
            answers=only("region", "municipality", answer=302, stranger=403),
        ),
    ],
    "own-template": Access(url=pk_of(template), answers=keeps_template(200)),
    "edit-template": Access(url=pk_of(template), answers=keeps_template(200)),
    "publish-template": Access(
        url=pk_of(template),
        method="post",
        send=lambda world: {"note": "Ещё раз"},
        # The working text says what the version says.
        answers=keeps_template(409),
    ),
    "withdraw-template": Access(url=pk_of(template), method="post", answers=keeps_template(302)),
    "offer-template": Access(url=pk_of(template), method="post", answers=keeps_template(302)),
    "template-version": Access(url=pk_of(template_version), answers=READS_TEMPLATES),
    "push-version": Access(url=pk_of(template_version), method="post", answers=keeps_template(302)),
    "compare-template": [
        Access(
            url=lambda world: [in_force(world).pk, template_version(world).pk],
            answers=deed("curator", answer=200),
        ),
        Access(
            url=lambda world: [in_force(world).pk, template_version(world).pk],
            method="post",
            answers=deed("curator"),
        ),
    ],
}
