"""Files into text: pure functions from bytes, with no Django and no database.

``reading`` is the way in for the site: it does all of it in a process of its own, with limits. The
readers (``docx``, ``odt``, ``pdf``, ``mail``, ``plain``) are only ever run in that process.
"""

from consultation.responses.intake.text import Attached, Part, ReadText, Refused

__all__ = ["Attached", "Part", "ReadText", "Refused"]
