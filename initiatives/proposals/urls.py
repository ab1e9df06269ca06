from django.urls import path, re_path

from initiatives.proposals.feeds import InitiativeFeed
from initiatives.proposals.views import (
    acting,
    amendments,
    authors,
    delivery,
    extras,
    paper,
    passing_on,
    reading,
    writing,
)

app_name = "proposals"
# Each step of the table has an address of its own, a noun.
STEPS = {
    "publication": "publish",
    "withdrawal": "withdraw",
    "formal-check": "check_form",
    "merit-check": "check_merit",
    "admission": "admit",
    "refusal": "refuse",
    "appeal": "appeal",
    "appeal/granting": "grant_appeal",
    "appeal/rejection": "reject_appeal",
    "ballot": "put_on_ballot",
    "ballot/removal": "take_off_ballot",
    "taking-up": "take_up",
    "selection": "select",
    "omission": "not_select",
    "delivery": "start_delivery",
}
urlpatterns = [
    path("", reading.InitiativeList.as_view(), name="initiative-list"),
    path("feed/", InitiativeFeed(), name="initiative-feed"),
    path("new/", writing.InitiativeCreate.as_view(), name="initiative-create"),
    path("mine/", writing.MyInitiatives.as_view(), name="initiative-mine"),
    path("terms/", acting.TermsUpdate.as_view(), name="terms-update"),
    path("<int:pk>/", reading.InitiativeDetail.as_view(), name="initiative-detail"),
    path("<int:pk>/edit/", writing.InitiativeUpdate.as_view(), name="initiative-update"),
    path("<int:pk>/removal/", writing.InitiativeDelete.as_view(), name="initiative-delete"),
    path("<int:pk>/support/", acting.SupportCreate.as_view(), name="support-create"),
    path("<int:pk>/support/removal/", acting.SupportDelete.as_view(), name="support-delete"),
    path("<int:pk>/follow/", acting.FollowCreate.as_view(), name="follow-create"),
    path("<int:pk>/area/follow/", acting.AreaFollow.as_view(), name="area-follow"),
    path("<int:pk>/area/follow/removal/", acting.AreaUnfollow.as_view(), name="area-unfollow"),
    path("<int:pk>/follow/removal/", acting.FollowDelete.as_view(), name="follow-delete"),
    path("coauthor/<str:token>/", authors.CoAuthorLink.as_view(), name="coauthor-link"),
    path("<int:pk>/coauthors/", authors.CoAuthorList.as_view(), name="coauthor-list"),
    path("<int:pk>/coauthors/invitation/", authors.CoAuthorInvite.as_view(), name="coauthor-invite"),
    path("<int:pk>/coauthors/leaving/", authors.CoAuthorLeave.as_view(), name="coauthor-leave"),
    path("<int:pk>/coauthors/<int:coauthor>/acceptance/", authors.CoAuthorAccept.as_view(), name="coauthor-accept"),
    path("<int:pk>/coauthors/<int:coauthor>/refusal/", authors.CoAuthorDecline.as_view(), name="coauthor-decline"),
    path("<int:pk>/coauthors/<int:coauthor>/removal/", authors.CoAuthorRemove.as_view(), name="coauthor-remove"),
    path("<int:pk>/mergers/", authors.MergerCreate.as_view(), name="merger-create"),
    path("<int:pk>/mergers/<int:merger>/agreement/", authors.MergerAgree.as_view(), name="merger-agree"),
    path("<int:pk>/mergers/<int:merger>/refusal/", authors.MergerDecline.as_view(), name="merger-decline"),
    path("<int:pk>/amendments/", amendments.AmendmentList.as_view(), name="amendment-list"),
    path("<int:pk>/amendments/new/", amendments.AmendmentCreate.as_view(), name="amendment-create"),
    path("<int:pk>/amendments/<int:amendment>/", amendments.AmendmentDetail.as_view(), name="amendment-detail"),
    path(
        "<int:pk>/amendments/<int:amendment>/acceptance/",
        amendments.AmendmentAccept.as_view(),
        name="amendment-accept",
    ),
    path(
        "<int:pk>/amendments/<int:amendment>/refusal/", amendments.AmendmentDecline.as_view(), name="amendment-decline"
    ),
    path("<int:pk>/amendments/<int:amendment>/removal/", amendments.AmendmentRemove.as_view(), name="amendment-remove"),
    path("<int:pk>/versions/<int:number>/", amendments.VersionDetail.as_view(), name="version-detail"),
    path("<int:pk>/completion/", delivery.Finish.as_view(), name="initiative-finish"),
    path("<int:pk>/milestones/", delivery.MilestoneCreate.as_view(), name="milestone-create"),
    path("<int:pk>/milestones/<int:milestone>/", delivery.MilestoneUpdate.as_view(), name="milestone-update"),
    path("<int:pk>/milestones/<int:milestone>/removal/", delivery.MilestoneDelete.as_view(), name="milestone-delete"),
    path("<int:pk>/milestones/<int:milestone>/photos/", delivery.WorkPhotoCreate.as_view(), name="photo-create"),
    path("<int:pk>/photos/<int:photo>/removal/", delivery.WorkPhotoDelete.as_view(), name="photo-delete"),
    re_path(
        r"^(?P<pk>[0-9]+)/photos/(?P<photo>[0-9]+)/(?P<size>large|small)\.(?P<kind>webp|jpg)$",
        delivery.delivery_photo,
        name="delivery-photo",
    ),
    path("similar/", extras.similar, name="similar-list"),
    path("spots.json", extras.spots, name="initiative-spots"),
    path("<int:pk>/documents/", extras.DocumentList.as_view(), name="document-list"),
    path("<int:pk>/documents/<int:document>/removal/", extras.DocumentDelete.as_view(), name="document-delete"),
    path("<int:pk>/documents/<int:document>/file/", extras.document_file, name="document-file"),
    path("<int:pk>/help/", extras.HelpOffer.as_view(), name="help-offer"),
    path("<int:pk>/help/removal/", extras.HelpDelete.as_view(), name="help-delete"),
    path("form.pdf", passing_on.paper_form, name="paper-form"),
    path("<int:pk>/embed/", passing_on.embed, name="initiative-embed"),
    path("<int:pk>/poster.pdf", passing_on.poster, name="initiative-poster"),
    path("areas/", paper.AreaList.as_view(), name="area-list"),
    path("areas/<int:area>/removal/", paper.AreaDelete.as_view(), name="area-delete"),
    path("<int:pk>/sheets/", paper.SheetList.as_view(), name="sheet-list"),
    path("<int:pk>/sheets/<int:number>/", paper.SheetKey.as_view(), name="sheet-key"),
    path("<int:pk>/sheets/<int:number>/confirmation/", paper.SheetConfirm.as_view(), name="sheet-confirm"),
    path("<int:pk>/sheets/<int:number>/return/", paper.SheetReturn.as_view(), name="sheet-return"),
    re_path(
        r"^(?P<pk>[0-9]+)/pictures/(?P<picture>[0-9]+)/(?P<size>large|small)\.(?P<kind>webp|jpg)$",
        reading.picture_file,
        name="picture-file",
    ),
]
urlpatterns += [
    path(f"<int:pk>/{noun}/", acting.StepView.as_view(verb=verb), name=f"initiative-{verb.replace('_', '-')}")
    for noun, verb in STEPS.items()
]
