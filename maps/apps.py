from django.apps import AppConfig


class MapsConfig(AppConfig):
    name = "maps"
    label = "maps"
    verbose_name = "Maps"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from community.members.policy import CentrePermissionPolicy
        from maps.models import BaseMap, Offer, Organisation, Place, Suggestion

        for model in (Place, Organisation, Suggestion):
            policy = CentrePermissionPolicy(model, roles=("coordinator", "editor"), actions=("view",))
            register_permission_policy(model, policy)
        policy = CentrePermissionPolicy(Offer, roles=("moderator", "coordinator"), actions=("view",))
        register_permission_policy(Offer, policy)
        policy = CentrePermissionPolicy(BaseMap, roles=("coordinator",), actions=("view", "add", "change"))
        register_permission_policy(BaseMap, policy)
