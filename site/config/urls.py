from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

handler500 = "community.operations.away.something_broke"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("community.operations.urls")),
    path("api/", include("community.interface.api.urls")),
    path("", include("community.board.plain_urls")),
    path("", include("pages.plain_urls")),
]
urlpatterns += i18n_patterns(
    path("", include("community.interface.urls")),
    path("accounts/", include("allauth.urls")),
    path("live/", include("community.live.urls")),
    path("notifications/", include("community.notifications.urls")),
    path("<slug:centre>/reports/", include("community.moderation.urls")),
    path("<slug:centre>/board/", include("community.board.urls")),
    path("<slug:centre>/initiatives/", include("initiatives.proposals.urls")),
    path("<slug:centre>/mentoring/", include("mentoring.urls")),
    path("", include("community.members.urls")),
    path("<slug:centre>/map/", include("maps.urls")),
    path("<slug:centre>/votes/", include("initiatives.voting.urls")),
    path("", include("pages.urls")),
    path("", include("pages.tree_urls")),
)
