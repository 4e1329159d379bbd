"""Where the parts meet: configuration, extensions, blueprints, commands."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, current_app, request
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_security import Security
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.exceptions import SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings, derived, read_settings
from models import User, db

babel = Babel()
csrf = CSRFProtect()
migrate = Migrate()
# While Redis is away each process counts for itself.
limiter = Limiter(get_remote_address, key_prefix="thidua", in_memory_fallback_enabled=True)
MEGABYTE = 1024 * 1024
LOOPBACK = ["127.0.0.1", "localhost"]


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve or to run commands and tasks in."""
    settings = settings or read_settings()
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.config.from_mapping(flask_config(settings))
    app.extensions["settings"] = settings
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *(settings.trusted_proxies,) * 2)  # type: ignore[method-assign]
    from views.language import chosen
    from workflow.languages import OFFICE

    db.init_app(app)
    migrate.init_app(app, db)
    csrf.init_app(app)
    babel.init_app(app, default_locale=OFFICE, default_timezone="Asia/Ho_Chi_Minh", locale_selector=chosen)
    limiter.init_app(app)

    from views import accounts, register
    from views.inputs import RowConverter

    app.url_map.converters["int"] = RowConverter

    # There are no roles of its own: ours are appointments at an organisation.
    security = Security(app, accounts.OfficeDatastore(db, User, None), login_form=accounts.OfficeLoginForm)
    # Sessions only: no answers in JSON, and no tokens that would outlive them.
    security.want_json(lambda _request: False)
    app.login_manager.request_loader(lambda _request: None)
    app.register_error_handler(SecurityError, _wrong_host)
    register(app, limiter)

    from commands import register as register_commands

    register_commands(app)
    return app


def _wrong_host(_error: SecurityError) -> tuple[str, int, dict[str, str]]:
    """Answered without a page: no address can be trusted to put into it."""
    app = current_app._get_current_object()
    app.logger.warning("A request for %r, which is not the host of PUBLIC_URL", request.headers.get("Host"))
    text = f"Hãy mở {app.extensions['settings'].public_url}\n"
    return text, 400, {"Content-Type": "text/plain; charset=utf-8"}


def flask_config(settings: Settings) -> dict[str, object]:
    """The settings in the words of Flask and its extensions."""
    is_https = settings.public_url.startswith("https://")
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": False, "pool_size": 8, "max_overflow": 8},
        "DATABASE_OWNER_URL": settings.database_owner_url,
        "MAX_CONTENT_LENGTH": 64 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": 4 * MEGABYTE,
        "TRUSTED_HOSTS": _trusted_hosts(settings.public_url),
        "SESSION_COOKIE_NAME": "thidua",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": is_https,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": is_https,
        "REMEMBER_COOKIE_DURATION": timedelta(days=14),
        "WTF_CSRF_TIME_LIMIT": None,
        "RATELIMIT_STORAGE_URI": settings.redis_url,
        "RATELIMIT_STORAGE_OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        "RATELIMIT_SWALLOW_ERRORS": True,
        "SECURITY_PASSWORD_SALT": derived(settings.secret_key, "password"),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_LENGTH_MIN": 10,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_RECOVERABLE": True,
        # Its mails would leave in the request, in English; ours go through the outbox.
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_SEND_PASSWORD_RESET_EMAIL": False,
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
        "SECURITY_RESET_PASSWORD_WITHIN": timedelta(days=2),
        # Our own forms give the same answer whether or not an account exists.
        "SECURITY_RETURN_GENERIC_RESPONSES": False,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_API_ENABLED_METHODS": ["session"],
        "SECURITY_USER_IDENTITY_ATTRIBUTES": _identities(),
        "SECURITY_POST_LOGIN_VIEW": "/queue",
        "SECURITY_POST_LOGOUT_VIEW": "/login",
        "SECURITY_POST_CHANGE_VIEW": "/queue",
        "SECURITY_CHANGE_URL": "/account/password",
        "SECURITY_RESET_URL": "/password/forgotten",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
    }


def _trusted_hosts(public_url: str) -> list[str] | None:
    """The names that a request may ask for: the public one, and loopback for health checks.

    An address of IPv6 cannot be told apart there, so nothing is refused then; links are made from
    `PUBLIC_URL` all the same.
    """
    name = urlsplit(public_url).hostname or ""
    return None if not name or ":" in name else [name, *LOOPBACK]


def _identities() -> list[dict[str, object]]:
    from flask_security import uia_email_mapper, uia_username_mapper

    return [
        {"email": {"mapper": uia_email_mapper, "case_insensitive": True}},
        {"username": {"mapper": uia_username_mapper, "case_insensitive": True}},
    ]
