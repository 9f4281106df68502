"""The invented region as it is being made."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from django.contrib.auth.hashers import make_password

from accounts.demo import PASSWORD
from accounts.models import Membership, Organization, User, name_fields
from accounts.states import Gender, OrganizationKind, Role
from kernel.calendar import SchoolYear
from kernel.russian import PersonName, search_key, sort_key
from mentoring.demo.names import Names

MUNICIPALITIES = (
    ("Управление образования города Лугавска", "Лугавск", "г. Лугавск", "Asia/Yekaterinburg"),
    (
        "Отдел образования Верхнереченского района",
        "Верхнереченский район",
        "с. Верхнереченское",
        "Asia/Yekaterinburg",
    ),
    (
        "Управление образования Северо-Озёрского округа",
        "Северо-Озёрский округ",
        "пгт Северо-Озёрск",
        "Asia/Omsk",
    ),
)
KINDS = (
    (OrganizationKind.SCHOOL, "Средняя общеобразовательная школа № {n}", "Школа № {n}"),
    (OrganizationKind.SCHOOL, "Гимназия № {n}", "Гимназия № {n}"),
    (OrganizationKind.SCHOOL, "Лицей № {n} имени первых строителей города", "Лицей № {n}"),
    (OrganizationKind.COLLEGE, "Лугавский колледж приборостроения № {n}", "Колледж № {n}"),
    (OrganizationKind.SCHOOL, "Основная общеобразовательная школа № {n}", "Основная школа № {n}"),
    (OrganizationKind.KINDERGARTEN, "Детский сад № {n} «Светлячок»", "Детский сад № {n}"),
    (OrganizationKind.SUPPLEMENTARY, "Дом детского творчества № {n}", "Дом творчества № {n}"),
)
HEAD_POST = {
    OrganizationKind.REGION: "руководитель центра",
    OrganizationKind.MUNICIPALITY: "начальник управления",
    OrganizationKind.KINDERGARTEN: "заведующий",
}


@dataclass
class World:
    """Everything the parts of the demo share. The same numbers give the same region."""

    now: datetime
    today: date
    schools_wanted: int
    participants_wanted: int
    random: Random = field(default_factory=lambda: Random("demo"))
    schools: list[Organization] = field(default_factory=list)
    password: str = field(default_factory=lambda: make_password(PASSWORD))

    @property
    def names(self) -> Names:
        """Invented names from the world's own dice."""
        return Names(self.random)

    @property
    def year(self) -> SchoolYear:
        """The school year in progress."""
        return SchoolYear.of(self.today)

    @property
    def main(self) -> Organization:
        """The school where most of the demo people are."""
        return self.schools[0]

    def member(
        self,
        organization: Organization,
        role: Role,
        *,
        login: str,
        name: PersonName | None = None,
        post: str = "",
        class_name: str = "",
        email: bool = True,
    ) -> Membership:
        """Make a person who signs in, in one role since the beginning of the school year."""
        who = name or self.names.any()
        user, _made = User.objects.get_or_create(
            username=login,
            defaults={
                **name_fields(_Parts(who)),
                "email": f"{login}@example.org" if email else "",
                "password": self.password,
                "search": search_key(who.full),
                "sort_name": sort_key(who.full),
            },
        )
        membership, _made = Membership.objects.get_or_create(
            user=user,
            organization=organization,
            role=role,
            until_on=None,
            defaults={
                "post": post,
                "class_name": class_name,
                "since_on": self.year.starts_on,
                "paper": "Приказ от 1 сентября № 1"
                if role in (Role.CURATOR, Role.PSYCHOLOGIST)
                else "",
            },
        )
        return membership

    def by(self, organization: Organization, role: Role) -> Membership:
        """Find the person who acts in a role."""
        return (
            Membership.objects.select_related("user", "organization__parent")
            .filter(organization=organization, role=role)
            .order_by("pk")[0]
        )


class _Parts:
    """A name under the field names of records."""

    def __init__(self, name: PersonName) -> None:
        self.last_name = name.last
        self.first_name = name.first
        self.patronymic = name.patronymic
        self.gender = name.gender


def organize(world: World) -> None:
    """Make the tree: a regional centre, three municipalities, schools of all kinds."""
    region = _organization(
        world,
        None,
        OrganizationKind.REGION,
        "Региональный наставнический центр Светлоярского края",
        "Наставнический центр Светлоярья",
        "г. Светлояр",
        "Asia/Yekaterinburg",
    )
    above = [
        _organization(world, region, OrganizationKind.MUNICIPALITY, full, short, place, zone)
        for full, short, place, zone in MUNICIPALITIES
    ]
    for number in range(world.schools_wanted):
        kind, full, short = KINDS[number % len(KINDS)]
        parent = above[0 if number < 4 else number % 3]
        n = 3 + number * 2
        world.schools.append(
            _organization(
                world,
                parent,
                kind,
                f"Муниципальное бюджетное образовательное учреждение «{full.format(n=n)}»",
                short.format(n=n),
                parent.place,
                parent.time_zone,
            )
        )


def _organization(
    world: World,
    parent: Organization | None,
    kind: OrganizationKind,
    full: str,
    short: str,
    place: str,
    zone: str,
) -> Organization:
    head = world.names.any()
    code = abs(hash_of(full)) % 10**8
    made, _ = Organization.objects.get_or_create(
        full_name=full,
        defaults={
            "parent": parent,
            "kind": kind,
            "short_name": short,
            "head_post": HEAD_POST.get(kind, "директор"),
            "head_last_name": head.last,
            "head_first_name": head.first,
            "head_patronymic": head.patronymic,
            "head_gender": head.gender,
            "place": place,
            "address": f"{place}, ул. Школьная, д. {1 + code % 80}",
            "inn": f"66{code:08d}",
            "ogrn": f"10266{code:08d}",
            "site": f"https://school{code % 1000}.example.org",
            "phone": f"+7 343 200-{code % 90 + 10}-{code % 80 + 11}",
            "email": f"org{code}@example.org",
            "time_zone": zone,
            "search": search_key(f"{short} {full}"),
        },
    )
    return made


def hash_of(text: str) -> int:
    """A number of a text that is the same on every machine."""
    return sum(ord(letter) * (place + 1) * 7919 for place, letter in enumerate(text))


def staff(world: World) -> None:
    """Appoint directors and curators everywhere, and every other role in the main school."""
    region = Organization.objects.get(kind=OrganizationKind.REGION)
    world.member(region, Role.REGION, login="demo-region", post="методист регионального центра")
    world.member(region, Role.ADMIN, login="demo-admin", post="системный администратор")
    for number, municipality in enumerate(
        Organization.objects.filter(parent=region).order_by("pk")
    ):
        login = "demo-municipality" if number == 0 else f"municipality-{municipality.pk}"
        world.member(municipality, Role.MUNICIPALITY, login=login, post="муниципальный куратор")
    for number, school in enumerate(world.schools):
        prefix = "demo" if number == 0 else f"school-{number}"
        world.member(
            school,
            Role.DIRECTOR,
            login=f"{prefix}-director",
            name=school.head_name,
            post=school.head_post,
        )
        world.member(
            school,
            Role.CURATOR,
            login=f"{prefix}-curator",
            name=world.names.any(Gender.FEMALE),
            post="заместитель директора по воспитательной работе",
        )
    world.member(
        world.main,
        Role.PSYCHOLOGIST,
        login="demo-psychologist",
        name=world.names.any(Gender.FEMALE),
        post="педагог-психолог",
    )
    world.member(
        world.main,
        Role.CLASS_TEACHER,
        login="demo-class-teacher",
        name=world.names.any(),
        post="учитель русского языка и литературы",
        class_name="7А",
    )
