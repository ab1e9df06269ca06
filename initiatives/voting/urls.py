from django.urls import path, register_converter

from initiatives.voting.converters import DayConverter
from initiatives.voting.views import assisting, ballots, certifying, desk, managing, objecting, paper, results, rounds

register_converter(DayConverter, "day")

app_name = "voting"
urlpatterns = [
    path("", rounds.RoundList.as_view(), name="round-list"),
    path("new/", managing.RoundCreate.as_view(), name="round-create"),
    path("<int:pk>/", rounds.RoundDetail.as_view(), name="round-detail"),
    path("<int:pk>/ballot/", ballots.BallotView.as_view(), name="ballot-cast"),
    path("<int:pk>/ballot/withdrawal/", ballots.WithdrawalView.as_view(), name="ballot-withdraw"),
    path("<int:pk>/ballot/receipt/", ballots.ReceiptView.as_view(), name="receipt-show"),
    path("<int:pk>/receipts/", ballots.ReceiptCheck.as_view(), name="receipt-check"),
    path("<int:pk>/results/", results.RoundResults.as_view(), name="round-results"),
    path("<int:pk>/notices/", rounds.NoticeList.as_view(), name="notice-list"),
    path("<int:pk>/notices/<day:date>/", rounds.NoticeDetail.as_view(), name="notice-detail"),
    path("<int:pk>/files/recount.py", rounds.RecountScript.as_view(), name="recount-script"),
    path("<int:pk>/files/<str:name>", rounds.RoundFile.as_view(), name="round-file"),
    path("<int:pk>/preparation/", managing.RoundPrepare.as_view(), name="round-prepare"),
    path("<int:pk>/preparation/edit/", managing.RoundEdit.as_view(), name="round-edit"),
    path("<int:pk>/preparation/initiatives/", managing.InitiativesAdopt.as_view(), name="project-adopt"),
    path("<int:pk>/preparation/projects/new/", managing.ProjectEdit.as_view(), name="project-create"),
    path("<int:pk>/preparation/projects/<int:project>/", managing.ProjectEdit.as_view(), name="project-edit"),
    path(
        "<int:pk>/preparation/projects/<int:project>/removal/", managing.ProjectRemove.as_view(), name="project-remove"
    ),
    path("<int:pk>/preparation/pools/new/", managing.PoolEdit.as_view(), name="pool-create"),
    path("<int:pk>/preparation/pools/<int:pool>/", managing.PoolEdit.as_view(), name="pool-edit"),
    path("<int:pk>/preparation/pools/<int:pool>/removal/", managing.PoolRemove.as_view(), name="pool-remove"),
    path("<int:pk>/preparation/letters/", managing.CodesPrint.as_view(), name="code-print"),
    path("<int:pk>/preparation/announcement/", managing.RoundAnnounce.as_view(), name="round-announce"),
    path("<int:pk>/preparation/opening/", managing.RoundOpen.as_view(), name="round-open"),
    path("<int:pk>/preparation/certifiers/", certifying.CertifiersName.as_view(), name="certifiers-name"),
    path("<int:pk>/certification/", certifying.CertificationDetail.as_view(), name="certification"),
    path("<int:pk>/certification/half/", certifying.KeyHalf.as_view(), name="key-half"),
    path("<int:pk>/certification/minutes.pdf", certifying.Minutes.as_view(), name="minutes"),
    path("<int:pk>/certification/roll/", certifying.Roll.as_view(), name="roll"),
    path("<int:pk>/certification/remarks/<int:project>/", certifying.Remark.as_view(), name="annotation-create"),
    path("<int:pk>/objections/", objecting.ObjectionList.as_view(), name="objection-list"),
    path("<int:pk>/objections/new/", objecting.ObjectionCreate.as_view(), name="objection-create"),
    path("<int:pk>/objections/<str:receipt>/", objecting.ObjectionDetail.as_view(), name="objection-detail"),
    path("<int:pk>/objections/<str:receipt>/answer/", objecting.ObjectionAnswer.as_view(), name="objection-answer"),
    path("<int:pk>/extension/", managing.RoundExtend.as_view(), name="round-extend"),
    path("<int:pk>/paper/", paper.PaperList.as_view(), name="paper-list"),
    path("<int:pk>/paper/print/", paper.PaperPrint.as_view(), name="paper-print"),
    path("<int:pk>/paper/urn/", paper.PaperReceive.as_view(), name="paper-receive"),
    path("<int:pk>/paper/settlement/", paper.PaperSettle.as_view(), name="paper-settle"),
    path("<int:pk>/paper/<int:number>/", paper.PaperKey.as_view(), name="paper-key"),
    path("<int:pk>/paper/<int:number>/invalidity/", paper.PaperSetAside.as_view(), name="paper-set-aside"),
    path("<int:pk>/desk/", desk.Desk.as_view(), name="desk"),
    path("<int:pk>/desk/ballot/", assisting.AssistedBallot.as_view(), name="assistance-cast"),
    path("<int:pk>/desk/receipt/", assisting.AssistedReceipt.as_view(), name="assistance-receipt"),
    path("<int:pk>/desk/end/", assisting.AssistanceEnd.as_view(), name="assistance-end"),
    path("<int:pk>/desk/<int:membership>/ballot/", assisting.AssistanceStart.as_view(), name="assistance-start"),
    path("<int:pk>/desk/<int:membership>/paper/", desk.PaperIssue.as_view(), name="paper-issue"),
]
