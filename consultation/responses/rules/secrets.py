"""The secrets that open a draft and a receipt, and what may be stored of them.

There are no accounts: whoever holds the secret is the respondent. So each has 256 bits, and only
its SHA-256 is stored: a copy of the database opens nothing. A draft's secret follows from its key
and the site's own secret key, so that a link can be sent by e-mail later although it is stored
nowhere. The secret of a receipt follows from the draft's, so that pressing the button again leads
to the same receipt; a letter or an imported response has a receipt in the same way.
"""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import salted_hmac

#: No 0, 1, I, L, O or U: a reference is read out over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10


def secret_of(key: UUID) -> str:
    """The secret of the draft or response with this key, 256 bits, safe in addresses and cookies.

    When the site's secret key is changed, drafts begun before are still opened by the links and
    cookies that people have; but their links can no longer be sent anew.
    """
    made = salted_hmac("consultation.responses.draft", key.bytes, algorithm="sha256")
    return urlsafe_b64encode(made.digest()).rstrip(b"=").decode()


def digest_of(secret: str) -> str:
    """What is stored in place of a secret: SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def receipt_secret(draft_secret: str) -> str:
    """The secret in the receipt's address, from the draft's (HMAC-SHA-256, RFC 2104)."""
    return hmac.new(draft_secret.encode("utf-8", "replace"), b"receipt", hashlib.sha256).hexdigest()


def address_secret(key: UUID, email: str) -> str:
    """What shows that somebody reads mail at this address, for the response with this key.

    It goes by e-mail alone, and follows from nothing that the respondent's own browser holds: so
    who typed another's address cannot confirm it.
    """
    name = "consultation.responses.address"
    return salted_hmac(name, f"{key} {email}", algorithm="sha256").hexdigest()


def reference(key: str) -> str:
    """A short name for the response with this submission key, 49 bits, as "K7M2Q-9XW4T".

    It names and opens nothing. It follows from the key, so the same submission always gets the
    same reference.
    """
    number = int.from_bytes(hashlib.sha256(key.encode()).digest(), "big")
    letters = []
    for _ in range(REFERENCE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    half = REFERENCE_LENGTH // 2
    return "".join(letters[:half]) + "-" + "".join(letters[half:])
