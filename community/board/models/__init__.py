from community.board.models.concerns import Concern
from community.board.models.halls import Hall, Like, Question
from community.board.models.posts import Helpful, Post, PostVersion, Stance
from community.board.models.reading import Reading
from community.board.models.topics import Kind, Topic, TopicQuerySet, TopicTag

__all__ = [
    "Concern",
    "Hall",
    "Helpful",
    "Kind",
    "Like",
    "Post",
    "PostVersion",
    "Question",
    "Reading",
    "Stance",
    "Topic",
    "TopicQuerySet",
    "TopicTag",
]
