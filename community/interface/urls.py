from django.urls import path

from community.interface.api.views import DevelopersView
from community.interface.views import styleguide

app_name = "interface"
urlpatterns = [
    path("styleguide/", styleguide, name="styleguide"),
    path("developers/", DevelopersView.as_view(), name="developers"),
]
