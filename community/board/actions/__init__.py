from community.board.actions.concerns import answer, ask_name, judge, take
from community.board.actions.gating import settle
from community.board.actions.halls import ask, close_hall, close_lapsed, like, open_hall, unlike
from community.board.actions.projecting import shown_of
from community.board.actions.questions import (
    keep,
    let_in,
    mark_answered,
    put_on_screen,
    shortlist,
    take_off,
    turn_down,
    unlist,
)
from community.board.actions.telling import tell_page
from community.board.actions.topics import close, open_topic, pin, reopen, unpin
from community.board.actions.writing import edit, read_up_to, remove, thank, unthank, write

__all__ = [
    "answer",
    "ask_name",
    "ask",
    "close",
    "close_hall",
    "close_lapsed",
    "edit",
    "judge",
    "keep",
    "let_in",
    "like",
    "mark_answered",
    "open_hall",
    "open_topic",
    "pin",
    "put_on_screen",
    "read_up_to",
    "remove",
    "reopen",
    "settle",
    "shortlist",
    "shown_of",
    "take",
    "take_off",
    "tell_page",
    "thank",
    "turn_down",
    "unlike",
    "unlist",
    "unpin",
    "unthank",
    "write",
]
