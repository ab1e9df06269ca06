"""Inviting whoever shall write it too, and proposing that two become one."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.members.models import Membership, User
from community.operations.ratelimit import spend
from initiatives.proposals import actions
from initiatives.proposals.models import CoAuthor, Initiative, Merger

SHORTEST_SEARCH = 3  # fewer letters would list the whole village
MOST_FOUND = 5
SEARCHES_AN_HOUR = 60
MAILS_A_DAY = 10


class NameForm(forms.Form):
    """Members of the initiative's centre whose shown name holds the words."""

    q = forms.CharField(
        label=_("Name shown on this site"),
        min_length=SHORTEST_SEARCH,
        max_length=80,
        widget=forms.SearchInput,
        help_text=_("Members of this centre; at least three letters."),
    )

    def found(self, initiative: Initiative, by: User) -> list[User]:
        if not self.is_valid():
            return []
        if not spend("coauthor.search", str(by.pk), limit=SEARCHES_AN_HOUR, seconds=3600):
            self.add_error("q", _("That were many searches. Please try again in an hour, or invite by e-mail."))
            return []
        here = Membership.objects.for_centre(initiative.centre).named(self.cleaned_data["q"])
        known = {author.pk for author in initiative.authors()} | initiative.invited_ids
        rows = here.filter(member__is_active=True).exclude(member__in=known).select_related("member")
        return [row.member for row in rows.order_by("member__display_name", "pk")[:MOST_FOUND]]


class InviteForm(forms.Form):
    member = forms.ModelChoiceField(queryset=User.objects.none())

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        here = Membership.objects.for_centre(initiative.centre).values("member")
        field = cast("forms.ModelChoiceField[User]", self.fields["member"])
        field.queryset = User.objects.filter(pk__in=here, is_active=True)

    def save(self, *, by: User) -> CoAuthor:
        return actions.invite_coauthor(
            initiative=self.initiative, member=self.cleaned_data["member"], by=by, at=timezone.now()
        )


class MailForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("We send one mail with a link, in the language of the initiative.")
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initiative = initiative

    def save(self, *, by: User) -> CoAuthor | None:
        """None when it cannot be sent now, with the reason among the form's errors."""
        if not spend("coauthor.mail", str(by.pk), limit=MAILS_A_DAY, seconds=86_400):
            self.add_error("email", _("Those were many mails for one day. Please go on tomorrow."))
            return None
        try:
            email = self.cleaned_data["email"].lower()
            return actions.invite_by_mail(initiative=self.initiative, email=email, by=by, at=timezone.now())
        except ValidationError as error:
            self.add_error(None, error)
            return None


class MergerForm(forms.Form):
    target = forms.ModelChoiceField(
        label=_("The initiative that stays"),
        queryset=Initiative.objects.none(),
        help_text=_("It keeps its text. Whoever signed either of the two stands behind it, once."),
    )
    reason = forms.CharField(
        label=_("Why they belong together"),
        help_text=_("Public, beside the date."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        others = Initiative.objects.for_centre(initiative.centre).mergeable().exclude(pk=initiative.pk)
        field = cast("forms.ModelChoiceField[Initiative]", self.fields["target"])
        field.queryset = others.order_by("title")

    def save(self, *, by: User) -> Merger | None:
        """None when it cannot be proposed, with the reason among the form's errors."""
        facts = {"target": self.cleaned_data["target"], "reason": self.cleaned_data["reason"]}
        try:
            return actions.propose_merger(source=self.initiative, by=by, at=timezone.now(), **facts)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Public, beside the date."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def save(self, *, merger: Merger, by: User) -> None:
        actions.decline_merger(merger=merger, reason=self.cleaned_data["reason"], by=by, at=timezone.now())
