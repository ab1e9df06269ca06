from django.urls import path

from community.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.NotificationList.as_view(), name="notification-list"),
    path("read/", views.all_read, name="notification-read-all"),
    path("<int:pk>/read/", views.notification_read, name="notification-read"),
    path("mail/", views.Preferences.as_view(), name="preferences"),
    path("stop/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
