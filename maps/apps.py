from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "maps"
    label = "maps"
    verbose_name = "Maps"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from community.members.policy import CentrePermissionPolicy
        from maps.models import Offer

        policy = CentrePermissionPolicy(Offer, roles=("moderator", "coordinator"), actions=("view",))
        register_permission_policy(Offer, policy)
