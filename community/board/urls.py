from django.urls import path

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
    path("<int:pk>/verdict/", views.ConcernJudge.as_view(), name="concern-judge"),
    path("<int:pk>/screen/", views.HallScreen.as_view(), name="hall-screen"),
    path("<int:pk>/ask/", views.QuestionAsk.as_view(), name="question-ask"),
    path("<int:pk>/ask/<int:question>/like/", views.QuestionLike.as_view(), name="question-like"),
    path("<int:pk>/ask/<int:question>/like/back/", views.QuestionUnlike.as_view(), name="question-unlike"),
    path("<int:pk>/hall/", views.HallDesk.as_view(), name="hall-desk"),
    path("<int:pk>/hall/opening/", views.HallOpen.as_view(), name="hall-open"),
    path("<int:pk>/hall/closure/", views.HallClose.as_view(), name="hall-close"),
    path("<int:pk>/hall/<int:question>/entry/", views.QuestionLetIn.as_view(), name="question-let-in"),
    path("<int:pk>/hall/<int:question>/refusal/", views.QuestionTurnDown.as_view(), name="question-turn-down"),
    path("<int:pk>/hall/<int:question>/shortlist/", views.QuestionShortlist.as_view(), name="question-shortlist"),
    path("<int:pk>/hall/<int:question>/shortlist/off/", views.QuestionUnlist.as_view(), name="question-unlist"),
    path("<int:pk>/hall/<int:question>/screen/", views.QuestionShow.as_view(), name="question-show"),
    path("<int:pk>/hall/<int:question>/screen/off/", views.QuestionTakeOff.as_view(), name="question-take-off"),
    path("<int:pk>/hall/<int:question>/answer/", views.QuestionAnswered.as_view(), name="question-answered"),
    path("<int:pk>/hall/<int:question>/post/", views.QuestionKeep.as_view(), name="question-keep"),
    path("<int:pk>/<int:number>/", views.PostDetail.as_view(), name="post-detail"),
    path("<int:pk>/<int:number>/answer/", views.PostCreate.as_view(), name="post-answer"),
    path("<int:pk>/<int:number>/edit/", views.PostEdit.as_view(), name="post-edit"),
    path("<int:pk>/<int:number>/removal/", views.PostRemove.as_view(), name="post-remove"),
    path("<int:pk>/<int:number>/thanks/", views.PostThank.as_view(), name="post-thank"),
    path("<int:pk>/<int:number>/thanks/back/", views.PostUnthank.as_view(), name="post-unthank"),
]
