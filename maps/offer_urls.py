"""Below the map's own addresses, and in their name space."""

from django.urls import path

from maps.views import enquiries, offers

urlpatterns = [
    path("", offers.OfferList.as_view(), name="offer-list"),
    path("new/", offers.OfferCreate.as_view(), name="offer-create"),
    path("mine/", offers.MyOffers.as_view(), name="offer-mine"),
    path("mine/muted/<int:pk>/end/", enquiries.MuteLift.as_view(), name="mute-lift"),
    path("<int:pk>/", offers.OfferDetail.as_view(), name="offer-detail"),
    path("<int:pk>/edit/", offers.OfferUpdate.as_view(), name="offer-update"),
    path("<int:pk>/withdrawal/", offers.OfferVerb.as_view(verb="withdraw"), name="offer-withdraw"),
    path("<int:pk>/renewal/", offers.OfferVerb.as_view(verb="renew"), name="offer-renew"),
    path("<int:pk>/enquiry/", enquiries.EnquiryCreate.as_view(), name="enquiry-create"),
    path("enquiries/<int:pk>/", enquiries.EnquiryDetail.as_view(), name="enquiry-detail"),
    path("enquiries/<int:pk>/contact/", enquiries.ContactShare.as_view(), name="contact-share"),
    path("enquiries/<int:pk>/contact/back/", enquiries.ContactTakeBack.as_view(), name="contact-take-back"),
    path("enquiries/<int:pk>/end/", enquiries.EnquiryClose.as_view(), name="enquiry-close"),
]
