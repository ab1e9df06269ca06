from django.urls import path

from community.interface.views import styleguide

app_name = "interface"
urlpatterns = [path("styleguide/", styleguide, name="styleguide")]
