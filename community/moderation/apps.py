from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "community.moderation"
    label = "moderation"
    verbose_name = "Moderation"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from community.members.policy import CentrePermissionPolicy
        from community.moderation.models import Decision, Report

        for model in (Report, Decision):
            register_permission_policy(model, CentrePermissionPolicy(model, roles=("moderator",), actions=("view",)))
