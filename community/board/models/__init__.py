from community.board.models.askings import Asking
from community.board.models.concerns import Concern
from community.board.models.halls import Hall, Like, Question
from community.board.models.posts import Helpful, Post, PostPicture, PostVersion, Stance
from community.board.models.reading import Reading
from community.board.models.topics import Kind, Topic, TopicQuerySet, TopicTag

__all__ = [
    "Asking",
    "Concern",
    "Hall",
    "Helpful",
    "Kind",
    "Like",
    "Post",
    "PostPicture",
    "PostVersion",
    "Question",
    "Reading",
    "Stance",
    "Topic",
    "TopicQuerySet",
    "TopicTag",
]
