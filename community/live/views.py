import json

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.live.events import news_since, stale
from community.live.topics import may_follow


@require_safe
@never_cache
def missed(request: HttpRequest) -> JsonResponse:
    """What a socket would have brought since `?since=` of `?topic=`: for pages whose network lets no socket through."""
    topic, since = request.GET.get("topic", ""), request.GET.get("since", "")
    if not since.isdecimal() or len(since) > 15:
        return JsonResponse({"frames": []}, status=400)
    if not may_follow(request.user, topic):
        raise PermissionDenied
    found = news_since({topic: int(since)}).get(topic)
    frames = [] if found is None else [news.frame(get_language() or "en") for news in found.news]
    if found and found.gap_after(int(since)):
        frames = [stale(topic, found.last)]
    return JsonResponse({"frames": [json.loads(frame) for frame in frames]})
