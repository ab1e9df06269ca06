from django.urls import path, re_path

from community.live import views
from community.live.consumers import LiveConsumer

app_name = "live"
urlpatterns = [path("", views.missed, name="missed")]
websocket_urlpatterns = [re_path(r"^live/(?P<language>[a-z]{2})/$", LiveConsumer.as_asgi())]
