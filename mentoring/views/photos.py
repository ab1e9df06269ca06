from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from community.interface.views import NEVER, photo_response
from community.members.models import User
from community.members.views import find_centre
from mentoring.models import OfferPhoto
from mentoring.seeing import sees_photo


@require_safe
def offer_photo(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """The photo of a mentor, for whoever may see it at this moment; for others it is not there."""
    place = {"offer": kwargs["pk"], "pk": kwargs["photo"]}
    here = OfferPhoto.objects.filter(offer__centre=find_centre(kwargs["centre"]), **place)
    found = get_object_or_404(here.select_related("offer__centre"))
    if not (isinstance(request.user, User) and sees_photo(found.offer, request.user, at=timezone.now())):
        raise Http404("Not to be seen")
    return photo_response(found, kwargs["size"], kwargs["kind"], NEVER)  # the right to see it may end today
