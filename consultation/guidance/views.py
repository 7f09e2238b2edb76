"""What the public pages of guidance show."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
