from django.urls import re_path

from community.live.consumers import LiveConsumer

websocket_urlpatterns = [re_path(r"^live/(?P<language>[a-z]{2})/$", LiveConsumer.as_asgi())]
