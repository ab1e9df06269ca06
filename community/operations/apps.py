from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "community.operations"
    label = "operations"
    verbose_name = "Operations"
