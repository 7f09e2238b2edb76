"""What a respondent, and what the staff, choose from."""

from django.db import models


class Position(models.TextChoices):
    """Where a person says they stand on a clause. “Not sure” is an answer, not an unclear one."""

    SUPPORT = "support", "Support"
    SUPPORT_WITH_CHANGES = "support with changes", "Support with changes"
    OPPOSE = "oppose", "Oppose"
    NOT_SURE = "not sure", "Not sure"


class Channel(models.TextChoices):
    """How a response reached the department."""

    ONLINE = "online", "Online"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    EVENT = "event", "Event"


class Kind(models.TextChoices):
    """On whose behalf a person answers."""

    INDIVIDUAL = "individual", "As an individual"
    ORGANISATION = "organisation", "On behalf of an organisation"


class Publish(models.TextChoices):
    """What the respondent lets the department publish, once a person has cleared it."""

    YES = "yes", "Yes, with my name or my organisation’s name"
    ANONYMOUS = "anonymous", "Yes, but without any name"
    NO = "no", "No"


class Format(models.TextChoices):
    """In what form somebody would like the text."""

    LARGE_PRINT = "large print", "Large print"
    EASY_READ = "easy read", "Easy Read: short words and pictures"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "A recording to listen to"
    SIGNED = "signed", "British Sign Language"
    LANGUAGE = "language", "Another language"
    PRINT = "print", "On paper, by post"
    OTHER = "other", "Something else"


class Help(models.TextChoices):
    """In what way somebody would like to answer."""

    TALK = "talk", "By talking to somebody"
    WRITE = "write", "By e-mail or letter"
    HELPED = "helped", "Here, with help"
    READ = "read", "I only want to read it"


class SetAside(models.TextChoices):
    """Why a response received is not counted. Every reason appears in the ledger."""

    WAITING = "waiting", "Waiting for typing, splitting or a decision"
    LATE = "late", "Received after the deadline and not admitted"
    WITHDRAWN = "withdrawn", "Withdrawn by the respondent"
    BLANK = "blank", "Nothing was said"
    MERGED = "merged", "Merged with another response by the same person"
    REPLACED = "replaced", "Replaced by the respondent before the deadline"
