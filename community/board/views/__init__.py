from community.board.views.concerns import ConcernAnswer, ConcernEntrust, ConcernJudge, ConcernName
from community.board.views.pictures import post_picture
from community.board.views.posts import PostCreate, PostDetail, PostEdit, PostRemove, PostThank, PostUnthank
from community.board.views.topics import (
    TopicClose,
    TopicCreate,
    TopicDetail,
    TopicFollow,
    TopicList,
    TopicPin,
    TopicRead,
    TopicReopen,
    TopicUnfollow,
    TopicUnpin,
)

__all__ = [
    "ConcernAnswer",
    "ConcernEntrust",
    "ConcernJudge",
    "ConcernName",
    "PostCreate",
    "PostDetail",
    "PostEdit",
    "PostRemove",
    "PostThank",
    "PostUnthank",
    "TopicClose",
    "TopicCreate",
    "TopicDetail",
    "TopicFollow",
    "TopicList",
    "TopicPin",
    "TopicRead",
    "TopicReopen",
    "TopicUnfollow",
    "TopicUnpin",
    "post_picture",
]
