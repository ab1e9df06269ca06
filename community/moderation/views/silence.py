"""What a member reads who may not write in a centre for now. Other rooms answer with it too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from community.members.models import Centre
from community.members.views import signed_in
from community.moderation.models import silence_of


def tell_silenced(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Until when, why, and how to appeal."""
    held = silence_of(signed_in(request), centre, timezone.now())
    return render(request, "moderation/silenced.html", {"centre": centre, "sanction": held}, status=403)
