from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "community.moderation"
    label = "moderation"
    verbose_name = "Moderation"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from community.members.policy import CentrePermissionPolicy
        from community.moderation.models import Appeal, Decision, FlagWord, HouseRule, Report, Sanction

        for model in (Report, Decision, Sanction, FlagWord):
            register_permission_policy(model, CentrePermissionPolicy(model, roles=("moderator",), actions=("view",)))
        of_appeals = CentrePermissionPolicy(Appeal, path="decision__centre", roles=("moderator",), actions=("view",))
        register_permission_policy(Appeal, of_appeals)
        of_rules = CentrePermissionPolicy(HouseRule, roles=("moderator", "coordinator"), actions=("view",))
        register_permission_policy(HouseRule, of_rules)
