"""Who gets what at changes to approved roadmaps, their versions, remarks and print."""

from roadmap.actions import amendments, remarks, roadmaps
from roadmap.states import RoadmapState
from roadmap.wording import row_key
from tests.factories.roadmap import NOW, a_roadmap, an_activity
from tests.security.access import Access, only
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


# What is only prepared is seen in the school; what was sent, also above.
READS_DRAFTS = seen(region=404, municipality=404, mentor=403)
READS = seen(mentor=403)


def draft_deed(*roles, answer=302):
    return {**deed(*roles, answer=answer), "region": 404, "municipality": 404}


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
}
