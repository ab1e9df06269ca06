"""Every setting of the site, read from the environment. The README's table explains them."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from config.environment import (
    database,
    env_bool,
    env_int,
    env_list,
    env_secret,
    env_text,
    mailer,
    municipal_account,
    outside_tiles,
    refuse_unknown,
)
from config.rooms import *  # noqa: F403 the lists of what each room contributes are settings too
from config.signin import *  # noqa: F403

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env_text("LOCER_VAR", str(ROOT / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)

DEBUG = env_bool("LOCER_DEBUG")
# The demonstration shows its own mails and sign-in names to anybody who reaches it, so it answers on this machine only.
DEMO = env_bool("LOCER_DEMO")
BASE_URL = env_text("LOCER_URL", "http://127.0.0.1:8000").rstrip("/")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env_list("LOCER_HOSTS", "127.0.0.1,localhost,[::1]")
if DEMO and not set(ALLOWED_HOSTS) <= set(LOOPBACK):
    raise ImproperlyConfigured("LOCER_DEMO=1 shows mails and sign-ins to everybody: it may not have other LOCER_HOSTS.")
SECURE = BASE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SECRET_KEY = env_secret("LOCER_SECRET_KEY", VAR / "secret_key", size=64)
# By this key push services know the house again: with another one, every device must be registered anew.
VAPID_KEY = env_secret("LOCER_VAPID_KEY", VAR / "vapid_key", size=32)
# Keys of open ballot boxes: shared by all processes, in no backup (docs/ballot-secrecy.md).
KEYS = Path(env_text("LOCER_KEYS", str(VAR / "keys"))).resolve()

INSTALLED_APPS = [
    "pages",
    "initiatives.voting",
    "initiatives.proposals",
    "mentoring",
    "maps",
    "community.board",
    "community.moderation",
    "community.notifications",
    "community.live",
    "community.members",
    "community.interface",
    "community.operations",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "pages.apps.StaffConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "channels",
    "leaflet",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "community.interface.publiccache.PublicCacheMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "community.operations.away.DatabaseAwayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "community.interface.clock.ClockMiddleware",
    "pages.csp.BackOfficePolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "pages.locale.PlainOrSpokenMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pages.guards.OwnPlaceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "community.members.context.frame",
                "community.notifications.context.unread",
                "pages.context.legal_links",
            ],
        },
    }
]
FORM_RENDERER = "community.interface.forms.FieldRenderer"

# --- Engines -------------------------------------------------------------------------------------------------------

DATABASES = {"default": database(env_text("DATABASE_URL"), VAR)}
if "postgresql" in str(DATABASES["default"]["ENGINE"]):
    INSTALLED_APPS.append("django.contrib.postgres")  # Wagtail's index there is of its kinds of field
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
VALKEY_URL = env_text("VALKEY_URL")
if VALKEY_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": VALKEY_URL}}
    CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [VALKEY_URL]}}
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}
LIVE_SOCKETS_AN_ADDRESS = env_int("LOCER_SOCKETS_AN_ADDRESS", 400)  # a full hall behind one router
LIVE_SOCKETS_A_MEMBER = 20
PUBLIC_CACHE_SECONDS = env_int("LOCER_PUBLIC_CACHE_SECONDS", 10)
API_CALLS_A_MINUTE = env_int("LOCER_API_CALLS_A_MINUTE", 120)  # of one network address
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Mail is written to the outbox; the worker hands it to "carrier".
MAILERS = {
    "default": {"BACKEND": "community.operations.mail.OutboxBackend"},
    "carrier": mailer(env_text("LOCER_SMTP_URL")),
}
# Hands a sealed message to the push service of a browser's maker.
PUSH_CARRIER = "community.notifications.carrying.post"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_text("LOCER_MAIL_FROM", "LOCER <locer@localhost>")

# --- Languages ------------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("pl", "Polski"),
    ("sk", "Slovenčina"),
    ("cs", "Čeština"),
    ("hu", "Magyar"),
    ("uk", "Українська"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [ROOT / "locale"]
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True
TIME_ZONE = "UTC"

# --- Members --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "members:profile"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "community.members.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "community.members.adapter.SocialAccountAdapter"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("LOCER_TRUSTED_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "LOCER"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
OIDC_SERVER = env_text("LOCER_OIDC_SERVER")
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": municipal_account()}}

# --- Files ----------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "community.interface.storage.StaticStorage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# --- Security -------------------------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    # A browser follows a form's redirect only to what stands here: signing in elsewhere begins with one.
    "form-action": [CSP.SELF, *(["/".join(OIDC_SERVER.split("/")[:3])] if OIDC_SERVER else [])],
    "frame-ancestors": [CSP.SELF],
}
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- Wagtail --------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "LOCER"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Half a second after each letter, a slow server would store it after the draft that the editor saves by hand.
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]},
    }
}
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a twin is published when it is translated, not before
WAGTAILIMAGES_IMAGE_MODEL = "pages.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "pages.uploads.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "odt", "ods", "pdf", "txt", "xlsx", "docx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105 a template
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}
TAGGIT_CASE_INSENSITIVE = True

TILES_URL, TILES_SOURCE = outside_tiles()
LEAFLET_CONFIG = {"TILES": [], "NO_GLOBALS": True, "RESET_VIEW": False, "SCALE": "metric", "ATTRIBUTION_PREFIX": False}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.tasks": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": env_text("LOCER_LOG_LEVEL", "WARNING")},
}

refuse_unknown("LOCER_")
