from django.urls import path, re_path

from community.board import views
from community.board.feeds import TopicFeed

app_name = "board"
urlpatterns = [
    path("", views.TopicList.as_view(), name="topic-list"),
    path("feed/", TopicFeed(), name="topic-feed"),
    path("new/", views.TopicCreate.as_view(), name="topic-create"),
    path("<int:pk>/", views.TopicDetail.as_view(), name="topic-detail"),
    path("<int:pk>/posts/", views.PostCreate.as_view(), name="post-create"),
    path("<int:pk>/follow/", views.TopicFollow.as_view(), name="topic-follow"),
    path("<int:pk>/unfollow/", views.TopicUnfollow.as_view(), name="topic-unfollow"),
    path("<int:pk>/read/", views.TopicRead.as_view(), name="topic-read"),
    path("<int:pk>/pin/", views.TopicPin.as_view(), name="topic-pin"),
    path("<int:pk>/unpin/", views.TopicUnpin.as_view(), name="topic-unpin"),
    path("<int:pk>/closure/", views.TopicClose.as_view(), name="topic-close"),
    path("<int:pk>/reopening/", views.TopicReopen.as_view(), name="topic-reopen"),
    path("<int:pk>/answer/", views.ConcernAnswer.as_view(), name="concern-answer"),
    path("<int:pk>/owner/", views.ConcernEntrust.as_view(), name="concern-entrust"),
    path("<int:pk>/name/", views.ConcernName.as_view(), name="concern-name"),
    path("<int:pk>/verdict/", views.ConcernJudge.as_view(), name="concern-judge"),
    path("<int:pk>/<int:number>/", views.PostDetail.as_view(), name="post-detail"),
    path("<int:pk>/<int:number>/answer/", views.PostCreate.as_view(), name="post-answer"),
    path("<int:pk>/<int:number>/edit/", views.PostEdit.as_view(), name="post-edit"),
    path("<int:pk>/<int:number>/removal/", views.PostRemove.as_view(), name="post-remove"),
    re_path(
        r"^(?P<pk>[0-9]{1,15})/(?P<number>[0-9]{1,9})/picture/(?P<picture>[0-9]{1,15})/(?P<size>large|small)\.(?P<kind>webp|jpg)$",
        views.post_picture,
        name="post-picture",
    ),
    path("<int:pk>/<int:number>/thanks/", views.PostThank.as_view(), name="post-thank"),
    path("<int:pk>/<int:number>/thanks/back/", views.PostUnthank.as_view(), name="post-unthank"),
]
