"""The secrets that open a draft and a receipt, and what may be stored of them.

There are no accounts: whoever holds the secret is the respondent. So each has 256 bits, and only
its SHA-256 is stored: a copy of the database opens nothing. The secret of a receipt follows from
the draft's, so that pressing the button again leads to the same receipt although neither is kept.
"""

import hashlib
import hmac
import secrets

#: No 0, 1, I, L, O or U: a reference is read out over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE_LENGTH = 10


def new_secret() -> str:
    """A fresh secret, 256 bits, safe in an address and in a cookie."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is stored in place of a secret: SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def receipt_secret(draft_secret: str) -> str:
    """The secret in the receipt's address, from the draft's (HMAC-SHA-256, RFC 2104)."""
    return hmac.new(draft_secret.encode("utf-8", "replace"), b"receipt", hashlib.sha256).hexdigest()


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
