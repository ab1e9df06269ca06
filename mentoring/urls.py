from django.urls import path, re_path

from mentoring.views import (
    attending,
    calendar,
    cases,
    desk,
    feedback,
    figures,
    meetings,
    own,
    pairing,
    photos,
    running,
    staff,
    threads,
    together,
)

app_name = "mentoring"
GOAL_VERBS = {"mark": "done", "unmark": "not-yet", "remove": "removal"}  # of a goal, and of a step
urlpatterns = [
    path("", own.Home.as_view(), name="home"),
    path("mine/", own.Mine.as_view(), name="mine"),
    path("mine/offer/", own.OfferSay.as_view(), name="offer-edit"),
    path("mine/offer/pause/", own.SaidVerb.as_view(kind="offer", verb="pause"), name="offer-pause"),
    path("mine/offer/resumption/", own.SaidVerb.as_view(kind="offer", verb="resume"), name="offer-resume"),
    path("mine/offer/withdrawal/", own.SaidWithdraw.as_view(kind="offer"), name="offer-withdraw"),
    path("mine/request/", own.RequestSay.as_view(), name="request-edit"),
    path("mine/request/pause/", own.SaidVerb.as_view(kind="request", verb="pause"), name="request-pause"),
    path("mine/request/resumption/", own.SaidVerb.as_view(kind="request", verb="resume"), name="request-resume"),
    path("mine/request/withdrawal/", own.SaidWithdraw.as_view(kind="request"), name="request-withdraw"),
    path("mine/request/best/", pairing.RequestBest.as_view(), name="request-best"),
    path("mine/request/best/<int:offer>/ask/", pairing.MentorshipCreate.as_view(), name="mentorship-create"),
    path("mine/request/best/<int:offer>/not/", pairing.ApartCreate.as_view(), name="apart-create"),
    path("mentorships/<int:pk>/", pairing.MentorshipDetail.as_view(), name="mentorship-detail"),
    path("mentorships/<int:pk>/acceptance/", pairing.MentorshipVerb.as_view(verb="accept"), name="mentorship-accept"),
    path("mentorships/<int:pk>/refusal/", pairing.MentorshipVerb.as_view(verb="decline"), name="mentorship-decline"),
    path("mentorships/<int:pk>/end/", pairing.MentorshipEnd.as_view(), name="mentorship-end"),
    path("mentorships/<int:pk>/thread/", threads.Thread.as_view(), name="thread"),
    path("mentorships/<int:pk>/thread/reading/", threads.ThreadRead.as_view(), name="thread-read"),
    path("mentorships/<int:pk>/wrong/", cases.CaseCreate.as_view(), name="case-create"),
    path("cases/", cases.CaseList.as_view(), name="case-list"),
    path("cases/<int:pk>/", cases.CaseDetail.as_view(), name="case-detail"),
    path("cases/<int:pk>/thread/", cases.CaseThread.as_view(), name="case-thread"),
    path("cases/<int:pk>/closing/", cases.CaseClose.as_view(), name="case-close"),
    path("mentorships/<int:pk>/agreement/", together.AgreementEdit.as_view(), name="agreement-edit"),
    path("mentorships/<int:pk>/agreement/yes/", together.AgreementConfirm.as_view(), name="agreement-confirm"),
    path("mentorships/<int:pk>/goals/", together.GoalList.as_view(), name="goal-list"),
    path("mentorships/<int:pk>/goals/<int:goal>/steps/", together.StepCreate.as_view(), name="step-create"),
    *(
        path(
            f"mentorships/<int:pk>/goals/<int:goal>/{word}/", together.GoalVerb.as_view(verb=verb), name=f"goal-{verb}"
        )
        for verb, word in GOAL_VERBS.items()
    ),
    *(
        path(
            f"mentorships/<int:pk>/goals/<int:goal>/steps/<int:step>/{word}/",
            together.GoalVerb.as_view(verb=verb),
            name=f"step-{verb}",
        )
        for verb, word in GOAL_VERBS.items()
    ),
    path("mentorships/<int:pk>/feedback/", feedback.FeedbackGive.as_view(), name="feedback-give"),
    # Meetings
    path("mine/calendar/", calendar.Calendar.as_view(), name="calendar"),
    path("mine/calendar/end/", calendar.CalendarClose.as_view(), name="calendar-close"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar-feed"),
    path("mentorships/<int:pk>/meetings/proposal/", meetings.MeetingPropose.as_view(), name="meeting-propose"),
    path(
        "mentorships/<int:pk>/proposals/<int:proposal>/answer/",
        meetings.ProposalAnswer.as_view(),
        name="meeting-pick",
    ),
    path(
        "mentorships/<int:pk>/proposals/<int:proposal>/refusal/",
        meetings.ProposalVerb.as_view(verb="refuse"),
        name="meeting-refuse",
    ),
    path(
        "mentorships/<int:pk>/proposals/<int:proposal>/withdrawal/",
        meetings.ProposalVerb.as_view(verb="take_back"),
        name="meeting-take-back",
    ),
    path("mentorships/<int:pk>/meetings/<int:meeting>/", attending.MeetingDetail.as_view(), name="meeting-detail"),
    path("mentorships/<int:pk>/meetings/<int:meeting>/move/", meetings.MeetingMove.as_view(), name="meeting-move"),
    path(
        "mentorships/<int:pk>/meetings/<int:meeting>/end/", meetings.MeetingCallOff.as_view(), name="meeting-call-off"
    ),
    path(
        "mentorships/<int:pk>/meetings/<int:meeting>/attendance/",
        attending.MeetingAttend.as_view(),
        name="meeting-attend",
    ),
    path("mentorships/<int:pk>/meetings/<int:meeting>/notes/", attending.MeetingNotes.as_view(), name="meeting-notes"),
    path("mentorships/<int:pk>/meetings/<int:meeting>/meeting.ics", attending.meeting_file, name="meeting-file"),
    path("mentors/", staff.OfferList.as_view(), name="offer-list"),
    path("mentors/<int:pk>/", staff.OfferDetail.as_view(), name="offer-detail"),
    path("mentors/<int:pk>/<slug:kind>/undo/", staff.VettingDelete.as_view(), name="vetting-delete"),
    # The mentor coordinator's desk
    path("desk/", desk.Desk.as_view(), name="desk"),
    path("mentorships/", desk.MentorshipList.as_view(), name="mentorship-list"),
    path("weights/", desk.WeighingEdit.as_view(), name="weighing-edit"),
    path("weights/usual/", desk.WeighingReset.as_view(), name="weighing-reset"),
    path("matching/", running.RunList.as_view(), name="run-list"),
    path("matching/proposal/", running.RunPropose.as_view(), name="run-propose"),
    path("matching/<int:pk>/", running.RunDetail.as_view(), name="run-detail"),
    path("matching/<int:pk>/publication/", running.RunPublish.as_view(), name="run-publish"),
    path("matching/<int:pk>/drop/", running.RunDrop.as_view(), name="run-drop"),
    path("matching/<int:pk>/mentees/<int:asked>/", running.RunMentee.as_view(), name="run-mentee"),
    *(
        path(
            f"matching/<int:pk>/mentees/<int:asked>/<int:offer>/{verb}/",
            running.PairVerb.as_view(verb=verb),
            name=f"run-{verb.replace('_', '-')}",
        )
        for verb in ("fix", "release", "forbid", "set_apart", "allow")
    ),
    # Figures and photos
    path("figures/", figures.FigureList.as_view(), name="figure-list"),
    path("figures.csv", figures.FigureFile.as_view(), name="figure-file"),
    re_path(
        r"^mentors/(?P<pk>[0-9]{1,15})/photo/(?P<photo>[0-9]{1,15})/(?P<size>large|small)\.(?P<kind>webp|jpg)$",
        photos.offer_photo,
        name="offer-photo",
    ),
]
