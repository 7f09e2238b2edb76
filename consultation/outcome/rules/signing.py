"""Who must sign off an outcome."""

from __future__ import annotations

from collections.abc import Collection


def signed_enough(
    signers: Collection[int], drafters: Collection[int], lone_drafter_may_sign: bool
) -> bool:
    """Whether those who signed are enough.

    Policy: one signature is enough, but for that of a person who drafted all of it alone: nobody
    marks their own work. They may sign, and somebody else must too, unless the department has set
    that it has too few people for that.
    """
    signed = set(signers)
    alone = set(drafters) == signed and len(signed) == 1
    return bool(signed) and (lone_drafter_may_sign or not alone)
