#!/bin/sh
# Django's own deployment checks on the production settings, with made-up values for its secrets.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

DJANGO_SETTINGS_MODULE=config.settings.production \
    SECRET_KEY=$(od -An -N48 -tx1 /dev/urandom | tr -d ' \n') \
    ALLOWED_HOSTS=consult.example.gov.uk \
    SITE_ADDRESS=https://consult.example.gov.uk \
    DATABASE_URL="sqlite:///$folder/check.sqlite3" \
    EMAIL_URL=smtp://localhost EMAIL_FROM=consult@example.gov.uk \
    .venv/bin/python site/manage.py check --deploy --fail-level WARNING
