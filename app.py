"""Where the parts meet: configuration, extensions, blueprints, commands."""

from __future__ import annotations

from flask import Flask
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_security import Security
from flask_security.datastore import SQLAlchemyUserDatastore
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings, derived, read_settings
from models import User, db

babel = Babel()
csrf = CSRFProtect()
migrate = Migrate()
limiter = Limiter(get_remote_address)
MEGABYTE = 1024 * 1024


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
    db.init_app(app)
    migrate.init_app(app, db)
    csrf.init_app(app)
    babel.init_app(app, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh")
    limiter.init_app(app)

    from views import accounts, register
    from views.inputs import RowConverter

    app.url_map.converters["int"] = RowConverter

    # There are no roles of its own: ours are appointments at an organisation.
    Security(app, SQLAlchemyUserDatastore(db, User, None), **accounts.FORMS)
    register(app, limiter)

    from commands import register as register_commands

    register_commands(app)
    return app


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
        "SESSION_COOKIE_NAME": "thidua",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": is_https,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SECURE": is_https,
        "WTF_CSRF_TIME_LIMIT": None,
        "RATELIMIT_STORAGE_URI": settings.redis_url,
        "RATELIMIT_SWALLOW_ERRORS": True,
        "SECURITY_PASSWORD_SALT": derived(settings.secret_key, "password"),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_LENGTH_MIN": 10,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_RECOVERABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_SEND_PASSWORD_RESET_NOTICE_EMAIL": False,
        # The same answer whether or not an account exists.
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_USER_IDENTITY_ATTRIBUTES": _identities(),
        "SECURITY_POST_LOGIN_VIEW": "/queue",
        "SECURITY_POST_LOGOUT_VIEW": "/login",
        "SECURITY_POST_CHANGE_VIEW": "/queue",
        "SECURITY_CHANGE_URL": "/account/password",
        "SECURITY_RESET_URL": "/password/forgotten",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_FLASH_MESSAGES": False,
    }


def _identities() -> list[dict[str, object]]:
    from flask_security import uia_email_mapper, uia_username_mapper

    return [
        {"email": {"mapper": uia_email_mapper, "case_insensitive": True}},
        {"username": {"mapper": uia_username_mapper, "case_insensitive": True}},
    ]
