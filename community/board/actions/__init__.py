from community.board.actions.concerns import answer, ask_name, judge, take
from community.board.actions.gating import settle
from community.board.actions.telling import tell_page
from community.board.actions.topics import close, open_topic, pin, reopen, unpin
from community.board.actions.writing import edit, read_up_to, remove, thank, unthank, write

__all__ = [
    "answer",
    "ask_name",
    "close",
    "edit",
    "judge",
    "open_topic",
    "pin",
    "read_up_to",
    "remove",
    "reopen",
    "settle",
    "take",
    "tell_page",
    "thank",
    "unpin",
    "unthank",
    "write",
]
