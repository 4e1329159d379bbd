"""Every page opens for whom it is meant, and for nobody else."""

import pytest
from werkzeug.routing import AnyConverter, IntegerConverter

PAGES = {
    "drafter": ["/queue", "/nominations", "/nominations/new", "/campaigns", "/account/"],
    "head": ["/queue", "/nominations"],
    "clerk": ["/queue", "/nominations", "/submissions", "/nominations/new"],
    "chair": ["/queue", "/submissions"],
    "district": ["/queue", "/submissions", "/decisions/new"],
    "province": ["/queue", "/submissions", "/decisions/new"],
    "auditor": ["/audit", "/audit/export.csv", "/audit/export.xlsx", "/nominations"],
    "culture": ["/queue", "/nominations"],
    "admin": ["/admin"],
}


@pytest.mark.parametrize("who", PAGES)
def test_each_role_opens_its_pages(visit, who):
    visitor = visit(who)
    for page in PAGES[who]:
        answer = visitor.get(page, follow_redirects=True)
        assert answer.status_code == 200, (page, answer.get_data(as_text=True)[:500])


def _sample(rule, name: str) -> object:
    """Something that fits into the address: a number where it takes numbers."""
    if isinstance(rule._converters.get(name), AnyConverter):
        return min(rule._converters[name].items)
    return 1 if isinstance(rule._converters.get(name), IntegerConverter) else "x"


def test_nobody_without_a_login_sees_a_page(app, visit):
    visitor = visit()
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint.endswith("static") or getattr(view, "access", None) == "public":
            continue
        path = rule.build({name: _sample(rule, name) for name in rule.arguments})[1]
        for method in rule.methods & {"GET", "POST"}:
            answer = visitor.client.open(path, method=method)
            assert answer.status_code in (302, 404), (method, path, answer.status_code)
            assert answer.status_code == 404 or "/login" in answer.location, (method, path)


def test_every_address_says_who_may_enter(app):
    silent = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.endswith("static") and not hasattr(app.view_functions[rule.endpoint], "access")
    ]
    assert silent == []
