"""What the region and the main school of the demo have built for themselves."""

from accounts.models import Organization
from accounts.states import OrganizationKind, Role
from mentoring.demo.world import World
from surveys.actions import building, versions
from surveys.content import Content, Part
from surveys.models import Questionnaire
from surveys.states import Aim, Side

OF_REGION = Content(
    {
        "title": "Готовность школы к новому году наставничества",
        "intro": "Три минуты: центр увидит, где нужна помощь.",
        "thanks": "Спасибо! Центр свяжется со школами, которым нужна помощь.",
        "side": Side.STAFF,
        "purpose": Aim.QUALITY,
        "source": "Опрос регионального наставнического центра.",
    },
    [
        Part(
            {"title": "Программа"},
            [
                {
                    "code": "order",
                    "kind": "yes_no",
                    "text": "Приказ о программе подписан?",
                    "is_required": True,
                },
                {
                    "code": "why",
                    "kind": "long",
                    "text": "Что мешает подписать приказ?",
                    "show_if": {
                        "joined": "all",
                        "conditions": [{"question": "order", "answers": ["no"]}],
                    },
                },
                {
                    "code": "ready",
                    "kind": "scale",
                    "text": "Насколько школа готова?",
                    "label_low": "совсем не готова",
                    "label_high": "полностью готова",
                },
            ],
        ),
        Part(
            {"title": "Помощь центра"},
            [
                {
                    "code": "help",
                    "kind": "ranking",
                    "text": "Какая помощь нужнее? Расставьте по местам.",
                    "choices": [
                        {"code": "c1", "text": "обучение наставников"},
                        {"code": "c2", "text": "образцы документов"},
                        {"code": "c3", "text": "поиск партнёров"},
                    ],
                }
            ],
        ),
    ],
)


def build(world: World) -> None:
    """The region has published a questionnaire; the school is changing a copy of a shipped one."""
    region = Organization.objects.get(kind=OrganizationKind.REGION)
    by_region = world.by(region, Role.REGION)
    versions.publish(versions.make_questionnaire(OF_REGION, by=by_region), by=by_region)
    curator = world.by(world.main, Role.CURATOR)
    pulse = Questionnaire.objects.published().get(code="pulse", organization=None)
    copied = versions.copy_questionnaire(pulse, by=curator)
    building.change_facts(copied, {"title": "Пульс пары: вопросы нашей школы"}, by=curator)
    words = {"kind": "long", "text": "Чем порадовала последняя встреча?"}
    building.add_question(copied, words, section=None, by=curator)
