"""Reads the forms off a page as a browser does: where they go, what they hold, what is marked wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

DAY = re.compile(r"(.*_)?(on|date|from|to)|end-[0-9]+")
VOID = {"input", "br", "img", "link", "meta", "hr", "wbr", "use", "path", "area", "source"}


@dataclass
class Control:
    """One field of a form."""

    name: str
    kind: str
    value: str = ""
    required: bool = False
    options: list[str] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """Whether a person types into it."""
        return self.kind in ("text", "search", "textarea", "password", "email")

    @property
    def is_day(self) -> bool:
        """Whether it takes a day."""
        return self.kind == "text" and DAY.fullmatch(self.name) is not None


@dataclass
class Form:
    """A form of a page, or one of its buttons that sends it somewhere else."""

    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)
    button: tuple[str, str] | None = None
    elsewhere: set[str] = field(default_factory=set)

    def data(self, good: dict[str, str]) -> dict[str, Any]:
        """What a careful person would send: what stands there, and something right where nothing does."""
        sent = {one.name: _filled(one, good) for one in self.controls.values() if one.kind != "file"}
        if self.method == "get":
            sent |= {one.name: one.value for one in self.controls.values() if one.is_text}
        if self.button:
            sent[self.button[0]] = self.button[1]
        return {name: value for name, value in sent.items() if value is not None}


def _filled(control: Control, good: dict[str, str]) -> Any:
    if control.kind == "checkbox":
        return control.ticked or ([good[control.name]] if good.get(control.name) in control.options else None)
    if control.options and good.get(control.name) in control.options:
        return good[control.name]
    if control.value or control.kind == "hidden":
        return control.value
    if control.options:
        return next((one for one in control.options if one), "")
    known = good.get(control.name) or good.get(control.name.split("-")[0])
    return known if known is not None else "02/06/2025" if control.is_day else "Nội dung đúng"


@dataclass
class Page:
    """The forms, and the complaints: at the field, in the summary, or as reasons ("")."""

    forms: list[Form] = field(default_factory=list)
    complaints: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.required: set[str] = set()
        self.ids: list[tuple[str, Control]] = []
        self.stack: list[tuple[str, str | None]] = []
        self.form: Form | None = None
        self.choice: Control | None = None
        self.area: Control | None = None
        self.label = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.stack.append((tag, self._complaint(tag, has)))
        if tag == "form":
            self.form = Form(has.get("action", ""), has.get("method", "get").lower())
            self.page.forms.append(self.form)
        elif tag == "label":
            self.label = has.get("for", "")
        elif "must" in has.get("class", "").split():
            self.required.add(self.label)
        elif self.form is not None:
            self._control(tag, has)

    def _complaint(self, tag: str, has: dict[str, str]) -> str | None:
        look, name = has.get("class", "").split(), has.get("id", "")
        inside = [one for _tag, one in self.stack if one is not None]
        if name.endswith("-error"):
            return name.removesuffix("-error")
        if tag == "a" and "" in inside and has.get("href", "").startswith("#"):
            return has["href"][1:]
        if {"error-summary", "problems", "callout-error", "error", "flash-error"} & set(look):
            return ""
        return None

    def _control(self, tag: str, has: dict[str, str]) -> None:
        assert self.form is not None
        name, controls = has.get("name", ""), self.form.controls
        if tag == "button" and has.get("type") == "submit":
            if has.get("formaction"):
                self.form.elsewhere.add(has["formaction"])
            if name and self.form.button is None:
                self.form.button = (name, has.get("value", ""))
        elif tag == "option" and self.choice is not None:
            self.choice.options.append(has.get("value", ""))
            if "selected" in has:
                self.choice.value = has.get("value", "")
        elif tag in ("input", "textarea", "select") and name:
            kind = tag if tag != "input" else has.get("type") or "text"
            one = controls.setdefault(name, Control(name, kind))
            self.ids.append((has.get("id", ""), one))
            if kind in ("radio", "checkbox"):
                one.options.append(has.get("value", ""))
                one.value = has.get("value", "") if "checked" in has else one.value
                one.ticked += [has.get("value", "")] if "checked" in has else []
            elif kind == "select":
                self.choice = one
            elif kind == "textarea":
                self.area = one
            else:
                one.value = has.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.value += data
        inside = [one for _tag, one in self.stack if one is not None]
        if inside and data.strip():
            said = self.page.complaints
            said[inside[-1]] = f"{said.get(inside[-1], '')} {data.strip()}".strip()

    def handle_endtag(self, tag: str) -> None:
        # `<path/>` of an icon is both a start and an end.
        if tag in VOID:
            return
        while self.stack and self.stack.pop()[0] != tag:
            pass
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.choice = None
        elif tag == "textarea" and self.area is not None:
            self.area.value, self.area = self.area.value.removeprefix("\n"), None


def read(text: str) -> Page:
    """The page, each button with an address of its own as a form; without the log-out of the frame."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    for name, control in reader.ids:
        control.required = control.required or (bool(name) and name in reader.required)
    forms = []
    for one in reader.page.forms:
        if not one.action.endswith("/logout"):
            places = sorted(one.elsewhere) or [one.action]
            forms += [Form(place, one.method, one.controls, one.button) for place in places]
    return Page(forms, reader.page.complaints)
