from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = []
urlpatterns += i18n_patterns(path("accounts/", include("allauth.urls")))
