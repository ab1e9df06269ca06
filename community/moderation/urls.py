from django.urls import path

from community.moderation import views

app_name = "moderation"
urlpatterns = [
    path("", views.ReportList.as_view(), name="report-list"),
    path("new/", views.ReportCreate.as_view(), name="report-create"),
    path("new/<str:kind>/<int:pk>/", views.ReportCreate.as_view(), name="report-create"),
    path("<int:pk>/", views.ReportDetail.as_view(), name="report-detail"),
    path("<int:pk>/everything/", views.MemberHide.as_view(), name="member-hide"),
    path("receipt/<slug:receipt>/", views.ReceiptDetail.as_view(), name="receipt-detail"),
    path("receipt/<slug:receipt>/appeal/", views.ReceiptAppeal.as_view(), name="receipt-appeal"),
    path("decisions/", views.DecisionList.as_view(), name="decision-list"),
    path("decisions/log.csv", views.DecisionFile.as_view(), name="decision-file"),
    path("decisions/<int:pk>/", views.DecisionDetail.as_view(), name="decision-detail"),
    path("decisions/<int:pk>/reversal/", views.DecisionReverse.as_view(), name="decision-reverse"),
    path("decisions/<int:pk>/appeal/", views.AppealCreate.as_view(), name="appeal-create"),
    path("appeals/", views.AppealList.as_view(), name="appeal-list"),
    path("appeals/<int:pk>/", views.AppealDetail.as_view(), name="appeal-detail"),
    path("rules/", views.RuleList.as_view(), name="rule-list"),
    path("rules/new/", views.RuleCreate.as_view(), name="rule-create"),
    path("rules/<slug:key>/", views.RuleUpdate.as_view(), name="rule-update"),
    path("rules/<slug:key>/retirement/", views.RuleRetire.as_view(), name="rule-retire"),
    path("sanctions/", views.SanctionList.as_view(), name="sanction-list"),
    path("sanctions/<int:pk>/end/", views.SanctionLift.as_view(), name="sanction-lift"),
    path("sweeps/<int:pk>/reversal/", views.MemberShow.as_view(), name="member-show"),
    path("words/", views.WordList.as_view(), name="word-list"),
    path("words/<int:pk>/removal/", views.WordRemove.as_view(), name="word-remove"),
    path("gate/", views.GateUpdate.as_view(), name="gate-update"),
]
