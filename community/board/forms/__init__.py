from community.board.forms.concerns import AnswerForm, EntrustForm, NameForm
from community.board.forms.halls import KeepingForm, OpeningForm, QuestionForm, TurningDownForm
from community.board.forms.listing import FilterForm
from community.board.forms.topics import ClosingForm, TopicForm
from community.board.forms.writing import EditForm, PostForm

__all__ = [
    "AnswerForm",
    "ClosingForm",
    "EditForm",
    "EntrustForm",
    "FilterForm",
    "KeepingForm",
    "NameForm",
    "OpeningForm",
    "PostForm",
    "QuestionForm",
    "TopicForm",
    "TurningDownForm",
]
