from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "community.board"
    label = "board"
    verbose_name = "Board"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from community.board.models import Asking, Post, Topic
        from community.members.policy import CentrePermissionPolicy

        of_topics = CentrePermissionPolicy(Topic, roles=("moderator", "coordinator"), actions=("view",))
        register_permission_policy(Topic, of_topics)
        for model, path in ((Post, "centre"), (Asking, "concern__topic__centre")):
            policy = CentrePermissionPolicy(model, path=path, roles=("moderator",), actions=("view",))
            register_permission_policy(model, policy)
