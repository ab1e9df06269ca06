"""What two people write to each other about a notice. Nobody else finds any of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View
from rules import has_perm

from community.members.views import CentreMixin, PrivateMixin, signed_in
from maps.actions import enquiring
from maps.forms.enquiries import AnswerForm, CloseForm, ContactForm, EnquiryForm
from maps.models import Enquiry, EnquiryMessage, Mute
from maps.models.enquiries import ENQUIRY_KEPT
from maps.views.offers import OfferMixin, WritingMixin, door

PAGE = 100  # messages


class EnquiryCreate(OfferMixin, WritingMixin, FormView[EnquiryForm]):
    form_class = EnquiryForm
    template_name = "maps/enquiry_create.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        offer = self.offer
        closed = door(request, self.centre, "enquiry")
        if closed is not None:
            return closed
        there = Enquiry.objects.open().filter(offer=offer, asker=signed_in(request)).select_related("centre").first()
        if there is not None:
            return redirect(there.get_absolute_url())
        if not has_perm("maps.enquire", request.user, offer):
            raise PermissionDenied(_("You cannot write about this notice."))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"offer": self.offer, "author": signed_in(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"offer": self.offer, "kept_days": ENQUIRY_KEPT.days}

    def form_valid(self, form: EnquiryForm) -> HttpResponse:
        enquiry = form.save()
        if enquiry is None:
            return self.form_invalid(form)
        return redirect(enquiry.get_absolute_url())


class EnquiryMixin(PrivateMixin, CentreMixin):
    kwargs: dict[str, Any]

    @cached_property
    def enquiry(self) -> Enquiry:
        mine = Enquiry.objects.visible_to(self.member).for_centre(self.centre)
        with_people = mine.select_related("centre", "asker", "offer__author", "offer__organisation", "offer__centre")
        return get_object_or_404(with_people, pk=self.kwargs["pk"])


class EnquiryDetail(EnquiryMixin, WritingMixin, FormView[AnswerForm]):
    """The messages, and a form for the next one."""

    form_class = AnswerForm
    template_name = "maps/enquiry_detail.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"enquiry": self.enquiry, "author": self.member}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        enquiry, member = self.enquiry, self.member
        shown = EnquiryMessage.objects.visible_to(member).filter(enquiry=enquiry).order_by("-number")[:PAGE]
        rows = list(shown.select_related("centre").fetch_mode(models.FETCH_RAISE))[::-1]
        other = enquiry.other(member)
        names = {member.pk: _("You"), other.pk: enquiry.name_of(other)}
        return super().get_context_data(**kwargs) | {
            "enquiry": enquiry,
            "offer": enquiry.offer,
            "other": names[other.pk],
            "shown": [(message, names[message.author_id], message.author_id == member.pk) for message in rows],
            "may_write": has_perm("maps.write_enquiry", member, enquiry),
            "kept_days": ENQUIRY_KEPT.days,
            **contacts_of(enquiry, member.pk),
        }

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        message = form.save()
        if message is None:
            return self.form_invalid(form)
        return redirect(f"{self.request.path}#message-{message.number}")


def contacts_of(enquiry: Enquiry, reader: int) -> dict[str, Any]:
    """The other side's words only where both have shared theirs."""
    shared = {each.member_id: each for each in enquiry.contacts.all()}
    own = shared.pop(reader, None)
    theirs = next(iter(shared.values()), None)
    both = own is not None and theirs is not None
    return {"own_contact": own, "other_contact": theirs if both else None, "other_has_shared": theirs is not None}


class ContactShare(EnquiryMixin, FormView[ContactForm]):
    form_class = ContactForm
    template_name = "maps/contact_share.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        if not has_perm("maps.write_enquiry", self.member, self.enquiry):
            raise PermissionDenied
        return super().get_form_kwargs() | {"enquiry": self.enquiry, "member": self.member}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"enquiry": self.enquiry}

    def form_valid(self, form: ContactForm) -> HttpResponse:
        form.save()
        return redirect(self.enquiry.get_absolute_url())


class ContactTakeBack(EnquiryMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        enquiring.take_contact_back(enquiry=self.enquiry, member=self.member)
        return redirect(self.enquiry.get_absolute_url())


class EnquiryClose(EnquiryMixin, FormView[CloseForm]):
    form_class = CloseForm
    template_name = "maps/enquiry_close.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not has_perm("maps.close_enquiry", request.user, self.enquiry):
            return redirect(self.enquiry.get_absolute_url())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = self.enquiry.name_of(self.enquiry.other(self.member))
        return super().get_context_data(**kwargs) | {"enquiry": self.enquiry, "other": other}

    def form_valid(self, form: CloseForm) -> HttpResponse:
        form.save(enquiry=self.enquiry, by=self.member)
        messages.success(self.request, _("It is closed. Nothing can be written there any more."))
        return redirect("maps:offer-mine", centre=self.centre.slug)


class MuteLift(PrivateMixin, CentreMixin, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        mute = get_object_or_404(Mute.objects.filter(by=self.member, centre=self.centre), pk=kwargs["pk"])
        enquiring.lift_mute(mute=mute, by=self.member)
        messages.success(request, _("They may write to you again."))
        return redirect("maps:offer-mine", centre=self.centre.slug)
