"""GOV.UK Design System components as template tags.

    {% load govuk %}
    {% govuk "button" text="Continue" %}
    {% govuk_block "details" summaryText="What is a clause?" %}<p>…</p>{% endgovuk_block %}
    {% govuk_field form.email %}
    {% govuk_error_summary form %}

A component takes the options of the Design System's own Nunjucks macro under the same names. A
nested option is written with two underscores (`label__text="Name"`), a list or a dictionary is
passed from the view. The HTML comes from govuk-frontend-jinja, which follows GOV.UK Frontend's own
fixtures; Django's form renderer is left alone because Wagtail's admin shares it.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

from .govuk_fields import component_of, element_id

register = template.Library()

PACKAGE = "govuk_frontend_jinja"

#: What the components say by themselves, by the option that replaces it.
OWN_WORDS: dict[str, dict[str, Any]] = {
    "breadcrumbs": {"labelText": pgettext_lazy("landmark", "Breadcrumb")},
    "error-summary": {"titleText": _("There is a problem")},
    "notification-banner": {"titleText": _("Important")},
    "warning-text": {"iconFallbackText": _("Warning")},
}
SUCCESS: dict[str, Any] = {"titleText": pgettext_lazy("title of a notice", "Success")}


@register.simple_tag
def govuk(component: str, **options: Any) -> SafeString:
    """The HTML of one component, by the Design System's name for it ("summary-list")."""
    return render(component, nested(options))


@register.simple_block_tag
def govuk_block(content: SafeString, component: str, **options: Any) -> SafeString:
    """A component around HTML written in the template (details, inset-text, fieldset, …)."""
    return render(component, nested(options) | {"html": content})


@register.simple_tag
def govuk_field(field: BoundField, **options: Any) -> SafeString:
    """A form field with its label, hint and error, by the component that suits its widget.

    Further options go to the component. `label_size` is s, m, l or xl; `page_heading=True` makes
    the label the page's h1; `reveal_VALUE=form.other` shows another field under one choice.
    """
    if field.is_hidden:
        return field.as_hidden()
    reveals = {
        name.removeprefix("reveal_"): govuk_field(options.pop(name))
        for name in list(options)
        if name.startswith("reveal_")
    }
    return render(*component_of(field, nested(options), reveals))


@register.simple_tag
def govuk_error_summary(*forms: Any) -> SafeString:
    """Every error of the given forms and formsets, each a link to its field; nothing if none."""
    errors = [error for form in forms if form for error in listed_errors(form)]
    if not errors:
        return mark_safe("")
    return render("error-summary", {"errorList": errors})


@register.simple_tag
def site_name() -> str:
    """What this site calls itself; a tag, so that the error pages, which have no context, can say it."""
    return settings.WAGTAIL_SITE_NAME


def render(component: str, params: dict[str, Any]) -> SafeString:
    macro = getattr(module(component), "govuk" + component.title().replace("-", ""))
    own = SUCCESS if params.get("type") == "success" else OWN_WORDS.get(component, {})
    return mark_safe(macro(in_language(own | params)))


def in_language(value: Any) -> Any:
    """The options with every text that waits for its language turned into words."""
    if isinstance(value, dict):
        return {name: in_language(one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_language(one) for one in value]
    return str(value) if isinstance(value, Promise) else value


@cache
def module(component: str) -> Any:
    return environment().get_template(f"{PACKAGE}/components/{component}/macro.html").module


@cache
def environment() -> Environment:
    """Jinja as the macros expect it, but for `indent`: it would change the words in a textarea."""
    loader = PrefixLoader({PACKAGE: PackageLoader(PACKAGE)})
    jinja = Environment(loader=loader, autoescape=True, undefined=ChainableUndefined)
    jinja.filters["indent"] = lambda text, *_: text
    return jinja


def nested(options: dict[str, Any]) -> dict[str, Any]:
    """`{"label__text": "Name"}` as `{"label": {"text": "Name"}}`."""
    tree: dict[str, Any] = {}
    for path, value in options.items():
        *parents, name = path.split("__")
        branch = tree
        for parent in parents:
            branch = branch.setdefault(parent, {})
        branch[name] = value
    return tree


def listed_errors(form: Any) -> Iterable[dict[str, Any]]:
    if isinstance(form, BaseFormSet):
        yield from ({"text": error} for error in form.non_form_errors())
        for member in form.forms:
            yield from listed_errors(member)
        return
    for name, errors in form.errors.items():
        link = {"href": "#" + element_id(form[name])} if name in form.fields else {}
        yield from ({"text": error} | link for error in errors)
