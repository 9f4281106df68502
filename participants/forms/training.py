"""Forms of training: a group, a lesson, who came, materials, the test, the check of a code."""

from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.layout import Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from kernel.refusals import Refusal
from kernel.russian import date_words
from kernel.russian.fields import DayField, LineField, TextField
from kernel.uploads import DOCUMENTS, Upload, take
from participants.actions.training import LessonFacts
from participants.forms.people import helper
from participants.models import (
    Course,
    Enrolment,
    Lesson,
    Person,
    PersonQuerySet,
    TrainingGroup,
)
from participants.models.training import options_of

MOST_MEGABYTES = 20
ALLOWED = _("PDF, pictures, Word, Excel, PowerPoint or ODF")
ACCEPT = ",".join(sorted(f".{kind}" for kind in DOCUMENTS))


def _hour(**facts: Any) -> forms.TimeField:
    return forms.TimeField(
        required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **facts
    )


class OpenGroup(forms.Form):
    """A new group: the course, its first day, where and who leads it."""

    course = forms.ModelChoiceField(
        label=_("Course"),
        queryset=Course.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    title = LineField(
        label=_("Name of the group"), max_length=160, help_text=_("For example: Autumn, teachers.")
    )
    begins_on = DayField(label=_("Day of the first lesson"))
    starts_at = _hour(label=_("Begins at"))
    place = LineField(label=_("Where"), required=False, max_length=160)
    trainer = LineField(
        label=_("Who leads the lessons"),
        required=False,
        max_length=200,
        help_text=_(
            "A curator, an invited expert or a mentor of another school. Each lesson may have its"
            " own."
        ),
    )

    helper = helper("course", "title", Row("begins_on", "starts_at"), Row("place", "trainer"))

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["course"]
        field.queryset = Course.objects.offered_to(organization)
        field.label_from_instance = _course_text


class ChangeGroup(forms.Form):
    """The name of the group, and what a certificate takes."""

    title = LineField(label=_("Name of the group"), max_length=160)
    needed_lessons = forms.IntegerField(
        label=_("How many lessons must be attended"), min_value=0, max_value=99
    )
    pass_percent = forms.IntegerField(
        label=_("Pass mark of the test, %"), min_value=0, max_value=100
    )

    helper = helper("title", Row("needed_lessons", "pass_percent"))

    def __init__(self, *args: Any, group: TrainingGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lesson_count = group.lessons.count()
        if not group.has_test:
            self.fields["pass_percent"].widget = forms.HiddenInput()

    def clean_needed_lessons(self) -> int:
        """More lessons than there are cannot be attended."""
        needed: int = self.cleaned_data["needed_lessons"]
        if needed > self.lesson_count:
            raise ValidationError(
                gettext("The group has %(count)d lessons.") % {"count": self.lesson_count}
            )
        return needed


class ChangeLesson(forms.Form):
    """When and where a lesson is, and who leads it."""

    title = LineField(label=_("Subject"))
    content = TextField(label=_("What it is about"), required=False, max_length=2000)
    held_on = DayField(label=_("Date"))
    starts_at = _hour(label=_("Begins at"))
    place = LineField(label=_("Where"), required=False, max_length=160)
    trainer = LineField(label=_("Who leads it"), required=False)

    helper = helper("title", "content", Row("held_on", "starts_at"), Row("place", "trainer"))

    @property
    def facts(self) -> LessonFacts:
        """What was entered, as a value."""
        return LessonFacts(**self.cleaned_data)


class EnrolMentors(forms.Form):
    """Whom to take into the group."""

    people = forms.ModelMultipleChoiceField(
        label=_("Mentors"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one mentor.")},
    )

    helper = helper("people")

    def __init__(self, *args: Any, mentors: PersonQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = mentors
        field.label_from_instance = _mentor_text


class MarkLesson(forms.Form):
    """Who was at a lesson."""

    present = forms.MultipleChoiceField(
        label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple
    )

    helper = helper("present")

    def __init__(self, *args: Any, enrolments: Iterable[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["present"]
        field.choices = [(str(one.pk), one.person.name.full) for one in enrolments]

    @property
    def chosen(self) -> list[int]:
        """The enrolments that were ticked."""
        return [int(pk) for pk in self.cleaned_data["present"]]


class AddMaterial(forms.Form):
    """A file or a link for those who learn."""

    title = LineField(label=_("Name"))
    link = forms.URLField(label=_("Link"), required=False, max_length=200, assume_scheme="https")
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("PDF, JPEG, PNG, Word, Excel, PowerPoint or ODF, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    helper = helper("title", "link", "file")

    def clean_link(self) -> str:
        """Take addresses of the web only."""
        link: str = self.cleaned_data["link"]
        if link and not link.startswith(("https://", "http://")):
            raise ValidationError(gettext("Enter an address that begins with https://."))
        return link

    def clean_file(self) -> Upload | None:
        """Take the file by what it holds."""
        sent = self.cleaned_data.get("file")
        if not sent:
            return None
        try:
            return take(sent, kinds=DOCUMENTS, most_megabytes=MOST_MEGABYTES, allowed_words=ALLOWED)
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self) -> None:
        """One of the two, not both."""
        said = self.cleaned_data
        if "link" in said and "file" in said and bool(said["link"]) == bool(said["file"]):
            raise ValidationError(gettext("Give a link or a file: one of the two."))

    @property
    def facts(self) -> dict[str, Any]:
        """What was sent, as the action needs it."""
        said = self.cleaned_data
        return {"title": said["title"], "link": said["link"], "upload": said["file"]}


class TakeTest(forms.Form):
    """The test at the end of a course: one answer to each question."""

    def __init__(self, *args: Any, questions: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, question in enumerate(questions):
            self.fields[f"answer_{place}"] = forms.ChoiceField(
                label=f"{place + 1}. {question['text']}",
                choices=options_of(question),
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer.")},
            )
        self.helper = helper(*self.fields)

    @property
    def answers(self) -> list[int]:
        """What was chosen, question by question."""
        return [int(self.cleaned_data[name]) for name in self.fields]


class EnterTest(forms.Form):
    """The result of a test on paper."""

    percent = forms.IntegerField(
        label=_("Right answers, %"), min_value=0, max_value=100, required=True
    )

    helper = helper("percent")


class CheckCertificate(forms.Form):
    """The code of a certificate."""

    code = LineField(
        label=_("Code of the certificate"),
        max_length=40,
        help_text=_("Twelve letters and figures under the square code."),
    )

    helper = helper("code")


class AskOfMentors(forms.Form):
    """What the school asks of a mentor before a pair."""

    asks_for_training = forms.BooleanField(
        label=_("No pair before the training is finished"),
        required=False,
        help_text=_("Without the tick the matching only warns of it."),
    )

    asks_for_interview = forms.BooleanField(
        label=_("No pair before an interview has admitted the mentor"),
        required=False,
        help_text=_("Whom an interview has not admitted gets no pair in any case."),
    )

    helper = helper("asks_for_training", "asks_for_interview")


def lesson_initial(lesson: Lesson) -> dict[str, Any]:
    """What a lesson says now."""
    return {name: getattr(lesson, name) for name in ChangeLesson.base_fields}


def _course_text(course: Course) -> str:
    return f"{course.name} ({course.hours} ч.). {course.summary}"


def _mentor_text(person: Any) -> str:
    known = [person.name.full, person.place_text]
    if person.mentor.trained_on:
        known.append(gettext("trained %(day)s") % {"day": date_words(person.mentor.trained_on)})
    return ", ".join(part for part in known if part)
