"""The columns of a questionnaire as a workbook, for those who prefer to write in Excel."""

from collections.abc import Mapping

from surveys.states import Aim, Prefill, QuestionKind, Side

ABOUT, SECTIONS, QUESTIONS, CHOICES = "Анкета", "Разделы", "Вопросы", "Варианты"
YES, NO = "да", "нет"
JOINED = {"all": "все", "any": "любое"}
OF_CHOICES = {"choices": "вариант", "rows": "строка"}

# The field of the record and the heading of its column; English stands behind its Russian.
ABOUT_LINES: Mapping[str, str] = {
    "title": "Название",
    "intro": "Вступление",
    "thanks": "Слова благодарности",
    "side": "Кто отвечает",
    "purpose": "Для чего",
    "source": "Источник",
}
NAME, VALUE, IN_ENGLISH = "Поле", "Значение", "По-английски"

SECTION, CODE, WHEN_JOINED, WHEN = "Раздел", "Код", "Все или любое", "Задавать, если"
SECTION_COLUMNS: Mapping[str, str] = {
    "title": "Заголовок",
    "title.en": "Заголовок по-английски",
    "intro": "Вступление",
    "intro.en": "Вступление по-английски",
}
QUESTION_COLUMNS: Mapping[str, str] = {
    "code": CODE,
    "kind": "Вид ответа",
    "text": "Вопрос",
    "text.en": "Вопрос по-английски",
    "help_text": "Подсказка",
    "help_text.en": "Подсказка по-английски",
    "is_required": "Обязательный",
    "has_other": "Своими словами",
    "least": "Не меньше",
    "most": "Не больше",
    "scale_from": "Шкала от",
    "scale_to": "Шкала до",
    "label_low": "Нижний край",
    "label_low.en": "Нижний край по-английски",
    "label_high": "Верхний край",
    "label_high.en": "Верхний край по-английски",
    "construct": "Показатель",
    "is_reversed": "Чем больше, тем хуже",
    "prefill": "Заполняется из базы",
    "target": "Поле карточки",
}
CHOICE_COLUMNS = ("Код вопроса", "Что это", CODE, "Текст", IN_ENGLISH, "Баллы")

# Words that stand for a code in a cell; whoever writes the code itself is understood too.
WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {
        QuestionKind.SHORT: "короткий текст",
        QuestionKind.LONG: "длинный текст",
        QuestionKind.ONE: "один вариант",
        QuestionKind.SEVERAL: "несколько вариантов",
        QuestionKind.SCALE: "шкала",
        QuestionKind.NUMBER: "число",
        QuestionKind.DATE: "дата",
        QuestionKind.YES_NO: "да или нет",
        QuestionKind.MATRIX: "таблица ответов",
        QuestionKind.RANKING: "расстановка по местам",
        QuestionKind.PEOPLE: "выбор людей",
        QuestionKind.FILE: "файл",
    },
    "prefill": {
        Prefill.NAME: "фамилия, имя и отчество",
        Prefill.CLASS: "класс",
        Prefill.PARTNER: "вторая сторона пары",
    },
    "side": {
        Side.MENTEE: "наставляемые",
        Side.MENTOR: "наставники",
        Side.BOTH: "наставляемые и наставники",
        Side.GUARDIAN: "родители",
        Side.STAFF: "сотрудники школы",
    },
    "purpose": {
        Aim.APPLICATION: "заявка",
        Aim.THIRD_PARTY: "сведения от третьих лиц",
        Aim.MEETING: "лист после групповой встречи",
        Aim.FEEDBACK: "обратная связь",
        Aim.PULSE: "пульс",
        Aim.BEFORE: "удовлетворённость до начала",
        Aim.AFTER: "удовлетворённость в конце",
        Aim.QUALITY: "качество программы",
        Aim.TEST: "тест обучения",
        Aim.OTHER: "другое",
    },
}
BOOLEANS = ("is_required", "has_other", "is_reversed")
NUMBERS = ("least", "most", "scale_from", "scale_to")
# Fields of the card that an answer may propose to fill; a file cannot name any other.
TARGETS = frozenset(
    {
        "mentee.request", "mentee.directions", "mentee.interests", "mentee.strengths",
        "mentee.difficulties", "mentee.wished_mentor", "mentee.available_time",
        "mentor.competences", "mentor.directions", "mentor.achievements", "mentor.experience",
        "mentor.interests", "mentor.age_from", "mentor.age_to", "mentor.capacity",
        "mentor.available_time", "mentor.is_ready_for_training",
    }
)  # fmt: skip
