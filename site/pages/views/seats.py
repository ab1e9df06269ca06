"""Sign-up for an event: the form, the link from the mail, confirming and giving up."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from community.members.models import Centre
from community.members.views import CentreMixin, find_centre
from community.operations.ratelimit import network_of, spend
from pages import actions
from pages.forms import SeatForm
from pages.models import EventPage, Gathering, Seat
from pages.models.seats import SALT

HOUR, DAY = 3600, 24 * 3600


class SeatAsk(CentreMixin, FormView):
    """A visitor leaves a name and an address; a member needs one button."""

    form_class = SeatForm
    template_name = "pages/seat_ask.html"
    event: EventPage
    gathering: Gathering

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.event = find_event(self.centre, kwargs["event"])
        gathering = Gathering.objects.filter(key=self.event.translation_key).first()
        if gathering is None or not self.event.signup:
            raise Http404("Nobody signs up for this event")
        self.gathering = gathering

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        seat = Seat.objects.kept().filter(gathering=self.gathering, member=user.pk).first() if user.pk else None
        return super().get_context_data(
            event=self.event,
            gathering=self.gathering,
            seat=seat,
            open=self.event.takes_signups(timezone.now()),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not spend("pages.seat", network_of(request), limit=20, seconds=HOUR):
            messages.error(request, _("Too many sign-ups from here within an hour. Try again later, or call us."))
            return self.render_to_response(self.get_context_data(), status=429)
        if not request.user.is_authenticated:
            return super().post(request, *args, **kwargs)
        try:
            seat = actions.seat_member(gathering=self.gathering, member=request.user, at=timezone.now())
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            return redirect(self.event.address())
        return redirect("pages:seat-detail", centre=self.centre.slug, token=seat.token)

    def form_valid(self, form: SeatForm) -> HttpResponse:
        # A mailbox gets few of these mails, whoever types its address; the answer is the same for all.
        try:
            if spend("pages.seat.mail", form.cleaned_data["email"].casefold(), limit=4, seconds=DAY):
                form.save(gathering=self.gathering, language=get_language() or "en", at=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        return redirect("pages:seat-asked", centre=self.centre.slug, event=self.event.slug)


def seat_asked(request: HttpRequest, centre: str, event: str) -> HttpResponse:
    request.centre = find_centre(centre)  # type: ignore[attr-defined]
    return render(request, "pages/seat_asked.html", {"event": find_event(request.centre, event)})  # type: ignore[attr-defined]


@never_cache
def seat_detail(request: HttpRequest, centre: str, token: str) -> HttpResponse:
    """What the link in the mail opens. It only shows: mail scanners open links too."""
    seat = seat_of(request, centre, token)
    return render(request, "pages/seat_detail.html", {"seat": seat, "token": token} | facts_of(seat))


@require_POST
def seat_confirm(request: HttpRequest, centre: str, token: str) -> HttpResponse:
    seat = seat_of(request, centre, token)
    try:
        actions.confirm_seat(seat=seat, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect("pages:seat-detail", centre=centre, token=token)


@require_POST
def seat_cancel(request: HttpRequest, centre: str, token: str) -> HttpResponse:
    seat = seat_of(request, centre, token)
    actions.give_up_seat(seat=seat, at=timezone.now())
    messages.success(request, _("Your seat is free for somebody else. Thank you for telling us."))
    return redirect("pages:seat-detail", centre=centre, token=token)


def find_event(centre: Centre, slug: str) -> EventPage:
    """A public event of the centre, by its address in any language."""
    found = EventPage.objects.shown().for_centre(centre).filter(slug=slug).select_related("locale", "cover")
    wanted = get_language()
    event = min(found, key=lambda page: (page.locale.language_code != wanted, not page.original), default=None)
    if event is None:
        raise Http404("No such event")
    event.centre = centre
    return event


def seat_of(request: HttpRequest, centre: str, token: str) -> Seat:
    request.centre = find_centre(centre)  # type: ignore[attr-defined]
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise Http404("No such seat") from None
    seats = Seat.objects.for_centre(request.centre).select_related("gathering__centre", "member")  # type: ignore[attr-defined]
    seat = seats.filter(pk=pk).first()
    if seat is None:
        raise Http404("No such seat")
    return seat


def facts_of(seat: Seat) -> dict[str, Any]:
    pages = EventPage.objects.shown().filter(translation_key=seat.gathering.key).select_related("locale")
    wanted = get_language()
    event = min(pages, key=lambda page: (page.locale.language_code != wanted, not page.original), default=None)
    line = list(Seat.objects.waiting().filter(gathering=seat.gathering).values_list("pk", flat=True))
    return {
        "event": event,
        "gathering": seat.gathering,
        "place_in_line": line.index(seat.pk) + 1 if seat.pk in line else 0,
        "over": seat.gathering.ends_at <= timezone.now(),
    }
