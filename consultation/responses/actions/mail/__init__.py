"""Writing to respondents, where they asked for it: a queue in the database, sent by SMTP.

``post`` puts a message in the queue, in the transaction of what it tells of. ``send_due`` sends
what waits. A message is sent once: whoever sends it has claimed its row first, and marks it sent as
soon as the mail server has taken it. Killed between those two steps, the next attempt repeats the
message under the same Message-ID, by which mail servers and readers know a copy.
"""

from consultation.responses.actions.mail.posting import post, send_later
from consultation.responses.actions.mail.reminding import remind_drafts, tell_of_moves
from consultation.responses.actions.mail.sending import send, send_due

__all__ = ["post", "remind_drafts", "send", "send_due", "send_later", "tell_of_moves"]
