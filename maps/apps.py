from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "maps"
    label = "maps"
    verbose_name = "Maps"
