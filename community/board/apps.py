from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "community.board"
    label = "board"
    verbose_name = "Board"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from community.board.models import Asking, Post, Topic
        from community.members.policy import CentrePermissionPolicy

        view: dict[str, tuple[str, ...]] = {"actions": ("view",)}
        by_moderators = view | {"roles": ("moderator",)}
        of_topics = CentrePermissionPolicy(Topic, roles=("moderator", "coordinator"), **view)
        register_permission_policy(Topic, of_topics)
        register_permission_policy(Post, CentrePermissionPolicy(Post, **by_moderators))
        register_permission_policy(
            Asking, CentrePermissionPolicy(Asking, path="concern__topic__centre", **by_moderators)
        )
