from django.urls import path

from community.notifications.views import choosing, following, news

app_name = "notifications"
urlpatterns = [
    path("", news.NotificationList.as_view(), name="notification-list"),
    path("read/", news.all_read, name="notification-read-all"),
    path("<int:pk>/read/", news.notification_read, name="notification-read"),
    path("mail/", choosing.Preferences.as_view(), name="preferences"),
    path("stop/<str:token>/", choosing.unsubscribe, name="unsubscribe"),
    path("devices/", choosing.DeviceCreate.as_view(), name="device-create"),
    path("devices/<int:pk>/removal/", choosing.DeviceDelete.as_view(), name="device-delete"),
    path("following/", following.FollowList.as_view(), name="follow-list"),
    path("following/<int:pk>/removal/", following.FollowDelete.as_view(), name="follow-delete"),
    path("following/mentions/", following.MentionsHear.as_view(), name="mentions-hear"),
    path("following/mentions/removal/", following.MentionsStop.as_view(), name="mentions-stop"),
]
