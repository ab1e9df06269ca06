from django.urls import path

from community.moderation import views

app_name = "moderation"
urlpatterns = [
    path("", views.ReportList.as_view(), name="report-list"),
    path("new/", views.ReportCreate.as_view(), name="report-create"),
    path("new/<str:kind>/<int:pk>/", views.ReportCreate.as_view(), name="report-create"),
    path("<int:pk>/", views.ReportDetail.as_view(), name="report-detail"),
    path("receipt/<slug:receipt>/", views.ReceiptDetail.as_view(), name="receipt-detail"),
    path("decisions/", views.DecisionList.as_view(), name="decision-list"),
    path("decisions/<int:pk>/", views.DecisionDetail.as_view(), name="decision-detail"),
    path("decisions/<int:pk>/reversal/", views.DecisionReverse.as_view(), name="decision-reverse"),
]
