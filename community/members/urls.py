from django.urls import include, path

from community.members.views import desk, profile, residency, staff

app_name = "members"

# Below /<language>/<centre>/members/
centre_urlpatterns = [
    path("", residency.ResidencyView.as_view(), name="residency"),
    path("joining/", residency.JoinView.as_view(), name="join"),
    path("leaving/", residency.LeaveView.as_view(), name="leave"),
    path("residency/declaration/", residency.DeclareView.as_view(), name="residency-declare"),
    path("residency/withdrawal/", residency.WithdrawDeclarationView.as_view(), name="residency-withdraw"),
    path("residency/code/", residency.CodeView.as_view(), name="code-redeem"),
    path("residency/registers/<int:pk>/", residency.RegisterMatchView.as_view(), name="register-match"),
    path("desk/", desk.DeskView.as_view(), name="desk"),
    path("desk/accounts/", desk.DeskAccountView.as_view(), name="desk-open"),
    path("desk/<int:pk>/verification/", desk.DeskVerifyView.as_view(), name="desk-verify"),
    path("desk/<int:pk>/reversal/", desk.DeskUndoView.as_view(), name="desk-undo"),
    path("desk/<int:pk>/password/", desk.DeskPasswordView.as_view(), name="desk-password"),
    path("letters/", desk.LettersView.as_view(), name="letters"),
    path("letters/print/", desk.LettersPrintView.as_view(), name="letters-print"),
    path("letters/<int:pk>/stop/", desk.LettersStopView.as_view(), name="letters-stop"),
    path("registers/", desk.RegistersView.as_view(), name="register-list"),
    path("registers/upload/", desk.RegisterUploadView.as_view(), name="register-upload"),
    path("registers/<int:pk>/deletion/", desk.RegisterDeleteView.as_view(), name="register-delete"),
    path("staff/", staff.StaffView.as_view(), name="staff"),
    path("staff/invitations/", staff.InviteView.as_view(), name="staff-invite"),
    path("staff/invitations/<int:pk>/withdrawal/", staff.WithdrawInvitationView.as_view(), name="invitation-withdraw"),
    path("staff/<int:pk>/revocation/", staff.RevokeView.as_view(), name="staff-revoke"),
    path("centre/", staff.CentreSettingsView.as_view(), name="centre-settings"),
]

# Below /<language>/members/
network_urlpatterns = [
    path("", profile.ProfileView.as_view(), name="profile"),
    path("waiting/", profile.WaitingView.as_view(), name="waiting"),
    path("details/", profile.ProfileEditView.as_view(), name="profile-edit"),
    path("password/", profile.PasswordChooseView.as_view(), name="password-choose"),
    path("download/", profile.DownloadView.as_view(), name="data-download"),
    path("erasure/", profile.ErasureView.as_view(), name="erasure"),
    path("consents/<int:pk>/withdrawal/", profile.WithdrawConsentView.as_view(), name="consent-withdraw"),
    path("invitations/<str:token>/", staff.InvitationView.as_view(), name="invitation"),
]

urlpatterns = [
    path("members/", include(network_urlpatterns)),
    path("<slug:centre>/members/", include(centre_urlpatterns)),
]
