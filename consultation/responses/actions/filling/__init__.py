"""What was filled in on a form becomes comments, answers and details; the rest stays a letter.

Of a response that staff entered they are its own comments and answers, and wait with it until a
person confirms them. A response that was sent online stays as its receipt states it: there the
boxes become parts of the letter that the file is, each on its clause. In a draft they are put
beside what was written already, and overwrite none of it.
"""

from consultation.responses.actions.filling.drafting import put_in
from consultation.responses.actions.filling.keeping import allocate, take_in, text_of
from consultation.responses.actions.filling.understanding import Form, Piece, understood

__all__ = ["Form", "Piece", "allocate", "put_in", "take_in", "text_of", "understood"]
