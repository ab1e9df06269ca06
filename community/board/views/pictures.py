from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from rules import has_perm

from community.board.models import PostPicture
from community.interface.views import NEVER, OWN, photo_response
from community.members.views import find_centre


@require_safe
def post_picture(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """The picture of a post, for whoever may read the post, and for whoever hears an appeal about it."""
    place = {"post__topic": kwargs["pk"], "post__number": kwargs["number"], "pk": kwargs["picture"]}
    here = PostPicture.objects.filter(post__centre=find_centre(kwargs["centre"]), **place)
    found = get_object_or_404(here.select_related("post__topic__centre", "post__centre"))
    if not has_perm("board.view_picture", request.user, found.post):
        raise Http404("Not to be seen")
    return photo_response(found, kwargs["size"], kwargs["kind"], OWN if found.post.is_shown else NEVER)
