import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 all rooms' addresses load now, and not while the first reader waits

# Rooms load after Django.
from channels.auth import AuthMiddlewareStack  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from community.live.consumers import straight  # noqa: E402
from community.live.urls import websocket_urlpatterns  # noqa: E402
from community.operations.bridge import WsgiBridge  # noqa: E402

sockets = AllowedHostsOriginValidator(straight(AuthMiddlewareStack(URLRouter(websocket_urlpatterns))))
application = ProtocolTypeRouter({"http": WsgiBridge(pages), "websocket": sockets})

# Pages run in threads beside the loop that hands posts to a hall's sockets: it waits for them a millisecond, not five.
sys.setswitchinterval(0.001)

# What is loaded now stays: looking through it for garbage would stop every page and socket for a tenth of a second.
gc.collect()
gc.freeze()
