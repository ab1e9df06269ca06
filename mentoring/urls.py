from django.urls import path, re_path

from mentoring.views import figures, own, pairing, photos, staff

app_name = "mentoring"
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
    path("mentors/", staff.OfferList.as_view(), name="offer-list"),
    path("mentors/<int:pk>/", staff.OfferDetail.as_view(), name="offer-detail"),
    path("mentors/<int:pk>/<slug:kind>/undo/", staff.VettingDelete.as_view(), name="vetting-delete"),
    # Figures and photos
    path("figures/", figures.FigureList.as_view(), name="figure-list"),
    path("figures.csv", figures.FigureFile.as_view(), name="figure-file"),
    re_path(
        r"^mentors/(?P<pk>[0-9]{1,15})/photo/(?P<photo>[0-9]{1,15})/(?P<size>large|small)\.(?P<kind>webp|jpg)$",
        photos.offer_photo,
        name="offer-photo",
    ),
]
