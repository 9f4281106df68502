"""Names that the library declines wrongly, and how they are declined.

`name:stem` where the stem differs from the name; the key of a group is its endings in the order
genitive, dative, accusative, instrumental, prepositional.
"""

from collections.abc import Mapping

Endings = tuple[str, str, str, str, str]

HARD: Endings = ("а", "у", "а", "ом", "е")
HARD_UNSTRESSED: Endings = ("а", "у", "а", "ем", "е")
SOFT: Endings = ("я", "ю", "я", "ём", "е")
SOFT_UNSTRESSED: Endings = ("я", "ю", "я", "ем", "е")
FEMININE_SOFT: Endings = ("и", "и", "ь", "ью", "и")

_SURNAMES: Mapping[Endings, str] = {
    HARD: """
        козёл:козл козел:козл орёл:орл орел:орл лев:льв пёс:пс дятел:дятл осёл:осл
        дубок:дубк колосок:колоск песок:песк стрелец:стрельц купец:купц певец:певц
        ловец:ловц гребец:гребц продавец:продавц боец:бойц творец:творц отец:отц
        швец кузнец мудрец жнец чернец чтец
        грач ткач богач палач скрипач трубач толмач сыч пугач рогач силач лихач калач
        врач кирпич москвич борщ хрущ лещ хвощ плющ клещ чиж морж стриж уж
        ёж:еж еж ёрш:ерш ерш малыш крепыш голыш
    """,
    HARD_UNSTRESSED: "заяц:зайц месяц",
    SOFT: """
        соловей:соловь воробей:воробь муравей:муравь репей:репь король:корол гусь:гус
        кисель:кисел коваль:ковал пономарь:пономар кобзарь:кобзар косарь:косар
        звонарь:звонар сухарь:сухар кубарь:кубар снегирь:снегир богатырь:богатыр
        шмель:шмел журавль:журавл
    """,
    SOFT_UNSTRESSED: "карась:карас голубь:голуб медведь:медвед",
}


def _read(groups: Mapping[Endings, str]) -> dict[str, tuple[str, Endings]]:
    """Turn the groups into a table: name → stem and endings."""
    pairs = [
        (*entry.partition(":")[::2], endings)
        for endings, entries in groups.items()
        for entry in entries.split()
    ]
    return {name: (stem or name, endings) for name, stem, endings in pairs}


SURNAMES_OF_MEN = _read(_SURNAMES)

# After ж, ш, ч, щ, ц an unstressed ending is -ей; in these few it is stressed, -ой.
STRESSED_A = frozenset(
    {"лапша", "душа", "левша", "каланча", "саранча", "свеча", "праща", "межа", "ханжа"}
    | {"вожжа", "парча", "епанча", "алыча", "бахча", "чесуча", "овца", "пыльца"}
)
# Foreign names of women that end in a soft sign only in writing.
INDECLINABLE_WOMEN = frozenset({"николь", "мишель", "габриэль", "шанталь", "жизель", "ариэль"})
# Words of a name that never change.
PARTICLES = frozenset(
    {"фон", "ван", "де", "ди", "да", "дер", "дю", "ла", "ле", "эль", "аль", "ибн", "бен", "заде"}
)
