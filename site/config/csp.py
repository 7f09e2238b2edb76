"""Content Security Policy: strict for the public, looser where Wagtail's admin cannot do without.

Wagtail 8's admin still writes scripts and styles inline, so under /admin/ those are allowed; no
nonce is sent there, because a browser that sees one ignores the permission. Everything comes from
this site alone, on both sides.
"""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

PUBLIC = {
    "default-src": [SELF],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
    "object-src": [NONE],
}

STAFF = PUBLIC | {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    # Wagtail previews a page in a frame of its own.
    "frame-ancestors": [SELF],
}


class ContentSecurityPolicy(CSPMiddleware):
    """Sends the policy for the side of the site that the address lies on."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith("/admin/") and not report_only:
            parts.config = STAFF
        return parts
