from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "community.live"
    label = "live"
    verbose_name = "Live"
