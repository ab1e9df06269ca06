from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "initiatives.proposals"
    label = "proposals"
    verbose_name = "Proposals"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from community.members.policy import CentrePermissionPolicy
        from initiatives.proposals.models import Initiative

        register_permission_policy(
            Initiative, CentrePermissionPolicy(Initiative, roles=("coordinator",), actions=("view",))
        )
