"""What Wagtail's admin is told of guidance."""

import consultation.guidance.admin.closing_date
import consultation.guidance.admin.taking_away  # noqa: F401
