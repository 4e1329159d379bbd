"""A small application that shows every component, with long real names, under the strict policy."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, current_app, flash, render_template, request
from flask_babel import Babel
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

from tests.gallery import samples

ROOT = Path(__file__).parents[2]
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'"
PAGES = ("queue", "dossier", "form", "pieces", "door", "paper")
ERRORS = ("400", "403", "404", "405", "409", "413", "429", "500", "503", "csrf")


def create_gallery() -> Flask:
    """The gallery, without database, accounts or tokens."""
    app = Flask(__name__, static_folder=ROOT / "static")
    app.config.update(SECRET_KEY="gallery", WTF_CSRF_ENABLED=False)
    Babel(app, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh")
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            FileSystemLoader(Path(__file__).parent / "templates"),
        ]
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["csrf_token"] = lambda: "gallery"
    app.jinja_env.filters["zip"] = zip
    app.context_processor(samples.frame)
    app.add_url_rule("/<page>", view_func=show)
    app.add_url_rule("/errors/<code>", view_func=show_error)
    app.config["POSTED"] = []
    app.add_url_rule("/form", view_func=_take, methods=["POST"])
    app.add_url_rule("/progress", view_func=lambda: {"ready": False})
    app.add_url_rule(
        "/autosave",
        view_func=lambda: ("", app.config.get("AUTOSAVE", 503)),
        methods=["POST"],
        endpoint="autosave",
    )
    app.after_request(_add_policy)
    return app


def show(page: str) -> str:
    """One page of components."""
    if page == "pieces":
        flash("Đã trình hồ sơ của bà Hoàng Thị Nguyệt lên thủ trưởng đơn vị.", "success")
        flash("Chưa gửi được thư: máy chủ thư không trả lời.", "error")
    return render_template(f"gallery/{page}.html", **samples.page(page))


def show_error(code: str) -> str:
    """One error page."""
    return render_template(f"errors/{code}.html")


def _take() -> str:
    current_app.config["POSTED"].append(request.form.to_dict())
    return show("door")


def _add_policy(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response


if __name__ == "__main__":
    create_gallery().run(port=5055)
