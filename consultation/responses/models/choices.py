"""What a respondent, and what the staff, choose from.

What is stored is the value, the same in every language. The labels of ``SetAside`` are stored too,
in ledgers, so they stay as they are; a page translates them where it shows them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy


class Position(models.TextChoices):
    """Where a person says they stand on a clause. “Not sure” is an answer, not an unclear one."""

    SUPPORT = "support", _("Support")
    SUPPORT_WITH_CHANGES = "support with changes", _("Support with changes")
    OPPOSE = "oppose", _("Oppose")
    NOT_SURE = "not sure", _("Not sure")


class Channel(models.TextChoices):
    """How a response reached the department."""

    ONLINE = "online", "Online"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    EVENT = "event", "Event"


class Kind(models.TextChoices):
    """On whose behalf a person answers."""

    INDIVIDUAL = "individual", _("As an individual")
    ORGANISATION = "organisation", _("On behalf of an organisation")


class Publish(models.TextChoices):
    """What the respondent lets the department publish, once a person has cleared it."""

    YES = "yes", _("Yes, with my name or my organisation’s name")
    ANONYMOUS = "anonymous", _("Yes, but without any name")
    NO = "no", pgettext_lazy("to: may we publish what you say?", "No")


class Format(models.TextChoices):
    """In what form somebody would like the text."""

    LARGE_PRINT = "large print", _("Large print")
    EASY_READ = "easy read", _("Easy Read: short words and pictures")
    BRAILLE = "braille", _("Braille")
    AUDIO = "audio", _("A recording to listen to")
    SIGNED = "signed", _("British Sign Language")
    LANGUAGE = "language", _("Another language")
    PRINT = "print", _("On paper, by post")
    OTHER = "other", _("Something else")


class Help(models.TextChoices):
    """In what way somebody would like to answer."""

    TALK = "talk", _("By talking to somebody")
    WRITE = "write", _("By e-mail or letter")
    HELPED = "helped", _("Here, with help")
    READ = "read", _("I only want to read it")


class SetAside(models.TextChoices):
    """Why a response received is not counted. Every reason appears in the ledger."""

    WAITING = "waiting", gettext_noop("Waiting for typing, splitting or a decision")
    LATE = "late", gettext_noop("Received after the deadline and not admitted")
    WITHDRAWN = "withdrawn", gettext_noop("Withdrawn by the respondent")
    BLANK = "blank", gettext_noop("Nothing was said")
    MERGED = "merged", gettext_noop("Merged with another response by the same person")
    REPLACED = "replaced", gettext_noop("Replaced by the respondent before the deadline")
    ERASED = "erased", gettext_noop("Erased: its words and who sent it were deleted")


#: Where somebody lives or works; stored as it stands here.
REGIONS = (
    gettext_noop("North East"),
    gettext_noop("North West"),
    gettext_noop("Yorkshire and the Humber"),
    gettext_noop("East Midlands"),
    gettext_noop("West Midlands"),
    gettext_noop("East of England"),
    gettext_noop("London"),
    gettext_noop("South East"),
    gettext_noop("South West"),
    gettext_noop("England-wide"),
    gettext_noop("Outside England"),
)
