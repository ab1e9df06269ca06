from django.urls import URLPattern, path, re_path

from community.interface.api.resources import resources
from community.interface.api.views import ApiView, DetailView, DocumentView, ListView

app_name = "api"
urlpatterns: list[URLPattern] = [path("v1/openapi.json", DocumentView.as_view(), name="document")]
for each in resources():
    urlpatterns += [
        path(f"v1/{each.name}", ListView.as_view(resource=each), name=f"{each.noun}-list"),
        path(f"v1/{each.name}/<str:id>", DetailView.as_view(resource=each), name=f"{each.noun}-detail"),
    ]
urlpatterns.append(re_path(r"^.*$", ApiView.as_view(), name="nothing"))
