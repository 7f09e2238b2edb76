"""From a Django form field to the GOV.UK component that shows it, and its options."""

from typing import Any

from django.forms import BoundField, widgets
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Params = dict[str, Any]


def component_of(
    field: BoundField, options: Params, reveals: dict[str, SafeString]
) -> tuple[str, Params]:
    """The component's name and its options, the caller's own last.

    Raises TypeError for a widget that has no component here.
    """
    label = labelling(field, options.pop("label_size", None), options.pop("page_heading", False))
    component, params = shown_by_widget(field, label, reveals)
    described = {
        "name": field.html_name,
        "hint": {"text": field.help_text} if field.help_text else None,
        "errorMessage": error_message(" ".join(map(str, field.errors))) if field.errors else None,
    }
    return component, described | params | options


def error_message(text: str) -> Params:
    """An error as a component takes it, with the word that is read before it."""
    return {"text": text, "visuallyHiddenText": _("Error")}


def shown_by_widget(
    field: BoundField, label: Params, reveals: dict[str, SafeString]
) -> tuple[str, Params]:
    match field.field.widget:
        case widgets.CheckboxSelectMultiple():
            return "checkboxes", choices(field, label, reveals)
        case widgets.RadioSelect():
            return "radios", choices(field, label, reveals)
        case widgets.CheckboxInput():
            return "checkboxes", one_checkbox(field, reveals)
        case widgets.Select():
            return "select", single(field, label) | {"items": items(field, "selected", {})}
        case widgets.Textarea():
            return textarea(field, label)
        case widgets.FileInput():
            return "file-upload", single(field, label)
        case widgets.Input() as widget:
            return "input", single(field, label) | {
                "type": widget.input_type,
                "value": typed(field),
            }
        case widget:
            raise TypeError(
                f"The field {field.html_name} has the widget {type(widget).__name__}, which no "
                "GOV.UK component shows yet: use another widget or add it to govuk_fields."
            )


def labelling(field: BoundField, size: str | None, page_heading: bool) -> Params:
    """The label, or the legend of a group: both take the same options."""
    grouped = isinstance(field.field.widget, widgets.RadioSelect)
    kind = "govuk-fieldset__legend" if grouped else "govuk-label"
    classes = f"{kind}--{size}" if size else ""
    return {"text": field.label, "classes": classes, "isPageHeading": page_heading}


def single(field: BoundField, label: Params) -> Params:
    attributes = {
        name: value for name, value in field.field.widget.attrs.items() if name not in OWN_OPTIONS
    }
    named = {name: field.field.widget.attrs.get(name) for name in OWN_OPTIONS}
    return {"id": element_id(field), "label": label, "attributes": attributes} | named


OWN_OPTIONS = ("autocomplete", "rows", "spellcheck", "inputmode")


def textarea(field: BoundField, label: Params) -> tuple[str, Params]:
    """A limit is counted down, never enforced by the browser: words must not be cut while typed."""
    params = single(field, label) | {"value": kept_whole(typed(field))}
    params["attributes"].pop("cols", None)
    params["attributes"].pop("maxlength", None)
    limit = getattr(field.field, "max_length", None)
    return ("character-count", params | {"maxlength": limit}) if limit else ("textarea", params)


def typed(field: BoundField) -> str:
    return field.field.widget.format_value(field.value()) or ""


def kept_whole(words: str) -> str:
    """HTML drops a line break that comes first in a textarea, so it is written twice."""
    return "\n" + words if words.startswith(("\n", "\r")) else words


def choices(field: BoundField, label: Params, reveals: dict[str, SafeString]) -> Params:
    return {
        "idPrefix": element_id(field),
        "fieldset": {"legend": label},
        "items": items(field, "checked", reveals),
    }


def items(field: BoundField, chosen: str, reveals: dict[str, SafeString]) -> list[Params]:
    """The choices as the component wants them; radios show a group's heading as a divider."""
    widget = field.field.widget
    listed: list[Params] = []
    for heading, options, _place in widget.optgroups(
        field.html_name, widget.format_value(field.value())
    ):
        if heading and chosen == "checked":
            listed.append({"divider": heading})
        for option in options:
            value = str(option["value"])
            reveal = {"conditional": {"html": reveals[value]}} if value in reveals else {}
            listed.append(
                {"value": value, "text": option["label"], chosen: option["selected"]} | reveal
            )
    return listed


def one_checkbox(field: BoundField, reveals: dict[str, SafeString]) -> Params:
    item: Params = {"value": "on", "text": field.label, "checked": bool(field.value())}
    if "on" in reveals:
        item["conditional"] = {"html": reveals["on"]}
    return {"idPrefix": element_id(field), "items": [item]}


def element_id(field: BoundField) -> str:
    """Where the error summary points: the field, or the first of its choices."""
    return field.auto_id or field.html_name
