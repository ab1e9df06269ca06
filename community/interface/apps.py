from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "community.interface"
    label = "interface"
    verbose_name = "Interface"
