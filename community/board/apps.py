from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "community.board"
    label = "board"
    verbose_name = "Board"
