"""Our forms in place of allauth's: the same work, our words."""

ENTRANCE = "community.members.forms.entrance"
DEVICES = "community.members.forms.devices"

ACCOUNT_FORMS = {
    "login": f"{ENTRANCE}.PasswordSignInForm",
    "signup": f"{ENTRANCE}.SignUpForm",
    "request_login_code": f"{ENTRANCE}.AskForCodeForm",
    "confirm_login_code": f"{ENTRANCE}.SignInCodeForm",
    "confirm_email_verification_code": f"{ENTRANCE}.AddressCodeForm",
    "confirm_password_reset_code": f"{ENTRANCE}.ResetCodeForm",
    "add_email": f"{ENTRANCE}.ChangeAddressForm",
    "set_password": f"{ENTRANCE}.SetPasswordForm",
    "change_password": f"{ENTRANCE}.ChangePasswordForm",
    "reset_password": f"{ENTRANCE}.ResetPasswordForm",
    "reset_password_from_key": f"{ENTRANCE}.NewPasswordForm",
    "reauthenticate": f"{ENTRANCE}.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": f"{DEVICES}.SecondStepForm",
    "reauthenticate": f"{DEVICES}.SecondStepAgainForm",
    "activate_totp": f"{DEVICES}.AuthenticatorAppForm",
    "add_webauthn": f"{DEVICES}.AddPasskeyForm",
    "edit_webauthn": f"{DEVICES}.NamePasskeyForm",
}
