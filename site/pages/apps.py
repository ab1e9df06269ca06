from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PagesConfig(AppConfig):
    default = True
    name = "pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        # Wagtail tells of its pages and pictures by signal only.
        from django.db.models.signals import post_delete, post_save
        from wagtail.permissions import register_permission_policy
        from wagtail.signals import page_published, page_unpublished

        from community.members.policy import CentrePermissionPolicy
        from pages import receivers
        from pages.models import EventPage, Picture, Seat, StoryPage

        page_published.connect(receivers.event_published, sender=EventPage)
        page_published.connect(receivers.story_published, sender=StoryPage)
        page_unpublished.connect(receivers.event_unpublished, sender=EventPage)
        page_unpublished.connect(receivers.story_unpublished, sender=StoryPage)
        post_save.connect(receivers.picture_changed, sender=Picture)
        post_delete.connect(receivers.picture_deleted, sender=Picture)
        register_permission_policy(
            Seat, CentrePermissionPolicy(Seat, path="gathering__centre", roles=("editor", "coordinator"))
        )


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's screens for accounts, with the fields that our members have."""

    user_viewset = "pages.staff.MemberViewSet"
