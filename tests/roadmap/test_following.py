"""What a new version of a template offers a school, without a database."""

from copy import deepcopy

from roadmap.difference import How
from roadmap.following import items_of, taken


def row(key, title, deadline="ежегодно до 5 октября", responsible="Куратор", **words):
    return {
        "key": key,
        "number": "",
        "heading": "",
        "title": title,
        "deadline": deadline,
        "responsible": responsible,
        "result": "",
        "proof": "",
        "is_wanted": True,
        "template_key": "",
        **words,
    }


def stage(key, title, *rows, code="", **words):
    blank = {"number": "1", "goal": "", "result": "", "template_key": ""}
    return {"key": key, "title": title, "code": code, **blank, **words, "activities": list(rows)}


def plan(*stages):
    return {"title": "План", "stages": list(stages)}


BASE = plan(
    stage(
        "t1", "Подготовка", row("t11", "Издать приказ"), row("t12", "Провести собрание"),
        code="preparation",
    )
)  # fmt: skip
# The school has its own date for the order.
OURS = plan(
    stage(
        "s1",
        "Подготовка условий",
        row("a1", "Издать приказ", deadline="до 9 сентября", template_key="t11", number="1.1"),
        row("a2", "Провести собрание", template_key="t12", number="1.2"),
        row("a3", "Наше собственное дело", number="1.3"),
        code="preparation",
        template_key="t1",
    )
)


def changed(base=BASE, **rows):
    """The template with some rows changed; None takes a row out."""
    theirs = deepcopy(base)
    for there in theirs["stages"]:
        there["activities"] = [
            {**each, **(rows.get(each["key"]) or {})}
            for each in there["activities"]
            if rows.get(each["key"], {}) is not None
        ]
    return theirs


def test_the_version_that_is_followed_offers_nothing_new():
    assert items_of(OURS, BASE, BASE) == []


def test_a_new_activity_is_offered_with_what_it_says():
    theirs = changed()
    theirs["stages"][0]["activities"].append(row("t13", "Собрать согласия"))

    (item,) = items_of(OURS, theirs, BASE)

    assert (item.key, item.how, item.title) == ("t13", How.ADDED, "Собрать согласия")
    assert [word.after for word in item.said] == ["ежегодно до 5 октября", "Куратор"]


def test_a_date_of_our_own_is_marked_and_may_be_kept():
    theirs = changed(t11={"title": "Издать приказ и план", "deadline": "ежегодно до 1 октября"})

    (item,) = items_of(OURS, theirs, BASE)

    assert {offer.name: offer.is_own for offer in item.offers} == {"title": False, "deadline": True}
    assert (item.can_keep_days, item.has_own_days) == (True, True)
    ours = taken(deepcopy(OURS), theirs, [item], base=BASE, keeps_days=["t11"])
    mine = ours["stages"][0]["activities"][0]
    assert (mine["title"], mine["deadline"]) == ("Издать приказ и план", "до 9 сентября")


def test_what_the_template_did_not_touch_is_not_offered_although_we_reworded_it():
    ours = deepcopy(OURS)
    ours["stages"][0]["activities"][1]["title"] = "Провести общешкольное собрание"

    assert items_of(ours, BASE, BASE) == []


def test_what_we_have_already_is_not_offered():
    theirs = changed(t11={"deadline": "до 9 сентября"})

    assert items_of(OURS, theirs, BASE) == []


def test_what_is_gone_from_the_template_may_be_taken_out_here():
    theirs = changed(t12=None)

    (item,) = items_of(OURS, theirs, BASE)
    ours = taken(deepcopy(OURS), theirs, [item], base=BASE)

    assert (item.how, item.our_key) == (How.REMOVED, "a2")
    assert [each["title"] for each in ours["stages"][0]["activities"]] == [
        "Издать приказ",
        "Наше собственное дело",
    ]


def test_what_we_took_out_ourselves_is_not_offered_again():
    ours = deepcopy(OURS)
    del ours["stages"][0]["activities"][1]
    theirs = changed(t12={"deadline": "ежегодно до 1 сентября"})

    assert items_of(ours, theirs, BASE) == []


def test_a_new_activity_goes_to_the_stage_of_its_code_with_the_next_number():
    theirs = changed()
    theirs["stages"][0]["activities"].append(row("t13", "Собрать согласия"))
    items = items_of(OURS, theirs, BASE)

    ours = taken(deepcopy(OURS), theirs, items, base=BASE)

    last = ours["stages"][0]["activities"][-1]
    assert (last["title"], last["number"], last["template_key"]) == (
        "Собрать согласия",
        "1.4",
        "t13",
    )
    assert items_of(ours, theirs, BASE) == []


def test_a_stage_that_we_lack_comes_with_its_activity():
    theirs = changed()
    theirs["stages"].append(stage("t2", "Поощрение", row("t21", "Наградить"), number="9"))

    ours = taken(deepcopy(OURS), theirs, items_of(OURS, theirs, BASE), base=BASE)

    assert [each["title"] for each in ours["stages"]] == ["Подготовка условий", "Поощрение"]


def test_words_of_a_stage_are_an_item_of_their_own():
    theirs = changed()
    theirs["stages"][0]["goal"] = "Договориться"

    (item,) = items_of(OURS, theirs, BASE)
    ours = taken(deepcopy(OURS), theirs, [item], base=BASE)

    assert (item.is_stage, ours["stages"][0]["goal"]) == (True, "Договориться")


def test_a_school_that_followed_nothing_is_offered_what_it_lacks_and_nothing_else():
    ours = plan(
        stage(
            "s1",
            "Подготовка условий",
            row("a1", "издать  приказ.", deadline="сентябрь"),
            row("a9", "Своё дело"),
            code="preparation",
        )
    )

    items = items_of(ours, BASE, None)

    assert [(item.how, item.title) for item in items] == [(How.ADDED, "Провести собрание")]
