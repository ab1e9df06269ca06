from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("community.operations.urls")),
]
urlpatterns += i18n_patterns(
    path("", include("community.interface.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("community.members.urls")),
    path("<slug:centre>/map/", include("maps.urls")),
)
