"""One invitation at the moment of answering: its pages, its sheet, and the forms they become."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from surveys.forms.answering import AnswerForm, initial_of
from surveys.kinds import Offers
from surveys.models import Answer, AnswerSheet, Invitation, Question
from surveys.prefill import prefilled
from surveys.queries.answering import answers_of, offers_of, questions_of
from surveys.queries.pages import SheetPage, page_asking, page_numbered, pages_of
from surveys.states import Privacy, SheetState


@dataclass(frozen=True)
class Desk:
    """Where a person fills a sheet in.

    Named sheets have a page a section and are kept as drafts between the pages. An anonymous
    sheet is kept nowhere before it is sent, and a sheet that was handed in is changed as a whole:
    both are one page.
    """

    invitation: Invitation

    @cached_property
    def sheet(self) -> AnswerSheet | None:
        """What was filled in so far."""
        return AnswerSheet.objects.filter(invitation=self.invitation).first()

    @cached_property
    def answers(self) -> list[Answer]:
        """The answers so far."""
        return answers_of(self.sheet)

    @cached_property
    def questions(self) -> list[Question]:
        """All questions in their order."""
        return questions_of(self.invitation.campaign)

    @cached_property
    def offers(self) -> Offers:
        """What there is to choose from."""
        return offers_of(self.invitation.campaign)

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody may know whose sheet it is."""
        return self.invitation.campaign.privacy == Privacy.ANONYMOUS

    @property
    def is_used(self) -> bool:
        """Tell whether the answers have been sent."""
        if self.is_anonymous:
            return self.invitation.answered_on is not None
        return self.sheet is not None and self.sheet.state == SheetState.SUBMITTED

    @property
    def may_change(self) -> bool:
        """Tell whether answers that were sent can be sent anew."""
        return self.invitation.campaign.may_change and not self.is_anonymous

    @property
    def keeps_drafts(self) -> bool:
        """Tell whether what is typed is kept before it is sent."""
        return not self.is_anonymous and not self.is_used

    @cached_property
    def pages(self) -> list[SheetPage]:
        """The pages; one where nothing is kept between them."""
        pages = pages_of(self.questions, self.answers)
        if self.keeps_drafts and len(pages) > 1:
            return pages
        return [SheetPage(1, 1, "", self.questions, {})]

    def page(self, asked: str) -> SheetPage:
        """The page of an address."""
        return page_numbered(self.pages, asked)

    def again(self) -> "Desk":
        """The same sheet as it stands now, read anew."""
        return Desk(self.invitation)

    @cached_property
    def initial(self) -> dict[str, Any]:
        """What stands in the fields before anybody types."""
        is_new = self.sheet is None and not self.is_anonymous
        known = prefilled(self.questions, self.invitation.person) if is_new else {}
        return {**known, **initial_of(self.answers)}

    def form(self, page: SheetPage, *data: Any, is_draft: bool = False) -> AnswerForm:
        """The form of a page."""
        return AnswerForm(
            *data,
            questions=page.questions,
            offers=self.offers,
            earlier=page.earlier,
            initial=self.initial,
            is_draft=is_draft,
        )

    def whole(self) -> AnswerForm:
        """Everything that was kept, as if it were sent at once."""
        return self.kept(SheetPage(1, 1, "", self.questions, {}))

    def kept(self, page: SheetPage) -> AnswerForm:
        """A page with what was kept, as if it were sent now."""
        return self.form(page, self.initial, {})

    def first_with_errors(self, form: AnswerForm) -> SheetPage:
        """The first page that has to be corrected."""
        wrong = [code for code, names in form.names.items() if set(names.values()) & {*form.errors}]
        return page_asking(self.pages, wrong)
