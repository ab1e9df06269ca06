"""How members sign in: by allauth, with our forms in place of its own: the same work, our words."""

ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "community.members.forms.SignupForm"
MFA_ADAPTER = "community.members.adapter.MFAAdapter"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = False

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
