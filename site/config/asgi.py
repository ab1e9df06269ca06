import os

from channels.routing import ProtocolTypeRouter
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_wsgi_application()

from community.operations.bridge import WsgiBridge  # noqa: E402 rooms load after Django

application = ProtocolTypeRouter({"http": WsgiBridge(pages)})
