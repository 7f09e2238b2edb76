"""The log tells where it went wrong and nothing about who: not the words, not the token."""

import logging

from django.test import RequestFactory
from django.urls import resolve

from config.logs import Impersonal


def line(**fields: object) -> str:
    return Impersonal().format(logging.makeLogRecord({"name": "django.request", **fields}))


def test_a_failed_request_is_named_by_its_pattern_and_not_by_its_address() -> None:
    request = RequestFactory().post("/cookies/?token=canary", {"name": "canary"})
    request.resolver_match = resolve("/cookies/")
    told = line(
        msg="Internal Server Error: %s", args=("/canary/",), request=request, status_code=500
    )
    assert told.endswith("500 POST cookies/")
    assert "canary" not in told


def test_an_address_that_matches_nothing_is_not_repeated() -> None:
    told = line(msg="Not Found: %s", args=("/canary/",), request=RequestFactory().get("/canary/"))
    assert "canary" not in told


def test_an_exception_tells_its_places_and_not_its_message() -> None:
    try:
        try:
            raise ValueError("canary was typed")
        except ValueError as first:
            raise RuntimeError("canary@example.org") from first
    except RuntimeError as error:
        told = line(msg="failed", exc_info=(type(error), error, error.__traceback__))
    assert "ValueError at" in told and "RuntimeError at" in told and "test_logs.py:" in told
    assert "canary" not in told


def test_a_line_stays_one_line() -> None:
    assert "\n" not in line(msg="a name\r\n2026-01-01 INFO forged")
