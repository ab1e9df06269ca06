from django.urls import path, register_converter

from initiatives.voting.converters import DayConverter
from initiatives.voting.views import ballots, managing, results, rounds
from initiatives.voting.views.meetings import hall, preparing, reading

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
    path("<int:pk>/files/<str:name>", rounds.RoundFile.as_view(), name="round-file"),
    path("<int:pk>/preparation/", managing.RoundPrepare.as_view(), name="round-prepare"),
    path("<int:pk>/preparation/edit/", managing.RoundEdit.as_view(), name="round-edit"),
    path("<int:pk>/preparation/initiatives/", managing.InitiativesAdopt.as_view(), name="project-adopt"),
    path("<int:pk>/preparation/projects/new/", managing.ProjectEdit.as_view(), name="project-create"),
    path("<int:pk>/preparation/projects/<int:project>/", managing.ProjectEdit.as_view(), name="project-edit"),
    path(
        "<int:pk>/preparation/projects/<int:project>/removal/", managing.ProjectRemove.as_view(), name="project-remove"
    ),
    path("<int:pk>/preparation/announcement/", managing.RoundAnnounce.as_view(), name="round-announce"),
    path("<int:pk>/preparation/opening/", managing.RoundOpen.as_view(), name="round-open"),
    path("<int:pk>/extension/", managing.RoundExtend.as_view(), name="round-extend"),
    # Village meetings
    path("meetings/", reading.MeetingList.as_view(), name="meeting-list"),
    path("meetings/new/", preparing.MeetingCreate.as_view(), name="meeting-create"),
    path("meetings/<int:pk>/", reading.MeetingDetail.as_view(), name="meeting-detail"),
    path("meetings/<int:pk>/meeting.ics", reading.MeetingCalendar.as_view(), name="meeting-calendar"),
    path("meetings/<int:pk>/poster.pdf", reading.MeetingPoster.as_view(), name="meeting-poster"),
    path("meetings/<int:pk>/preparation/", preparing.MeetingPrepare.as_view(), name="meeting-prepare"),
    path("meetings/<int:pk>/preparation/edit/", preparing.MeetingEdit.as_view(), name="meeting-edit"),
    path("meetings/<int:pk>/preparation/chair/", preparing.ChairName.as_view(), name="meeting-chair"),
    path("meetings/<int:pk>/preparation/announcement/", preparing.MeetingAnnounce.as_view(), name="meeting-announce"),
    path("meetings/<int:pk>/preparation/calling-off/", preparing.MeetingCallOff.as_view(), name="meeting-call-off"),
    path("meetings/<int:pk>/motions/initiatives/", preparing.MotionAdopt.as_view(), name="motion-adopt"),
    path("meetings/<int:pk>/motions/new/", preparing.MotionEdit.as_view(), name="motion-create"),
    path("meetings/<int:pk>/motions/<int:motion>/", preparing.MotionEdit.as_view(), name="motion-edit"),
    path("meetings/<int:pk>/motions/<int:motion>/removal/", preparing.MotionRemove.as_view(), name="motion-remove"),
    path("meetings/<int:pk>/hall/", hall.MeetingHall.as_view(), name="meeting-hall"),
    path("meetings/<int:pk>/hall/attendance/", hall.AttendanceCount.as_view(), name="attendance-count"),
    path("meetings/<int:pk>/hall/attendance/sheet.pdf", hall.AttendanceSheet.as_view(), name="attendance-sheet"),
    path("meetings/<int:pk>/hall/names/", hall.AttendeeList.as_view(), name="attendee-list"),
    path(
        "meetings/<int:pk>/hall/names/members/<int:membership>/", hall.AttendeeMember.as_view(), name="attendee-member"
    ),
    path("meetings/<int:pk>/hall/names/<int:attendee>/removal/", hall.AttendeeRemove.as_view(), name="attendee-remove"),
    path("meetings/<int:pk>/hall/motions/<int:motion>/", hall.HandsCount.as_view(), name="hands-count"),
    path("meetings/<int:pk>/hall/closing/", hall.MinutesAdopt.as_view(), name="minutes-adopt"),
    path("meetings/<int:pk>/papers/<slug:name>.pdf", hall.MeetingPaper.as_view(), name="meeting-paper"),
    path("meetings/<int:pk>/handing-in/", hall.HandingInNote.as_view(), name="meeting-hand-in"),
    path("meetings/<int:pk>/remarks/new/", hall.RemarkAdd.as_view(), name="remark-create"),
]
