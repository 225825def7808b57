"""Middleware of the public site."""

from csp.middleware import CSPMiddleware


class PublicContentSecurityPolicyMiddleware(CSPMiddleware):
    """Sends the content security policy of the settings on every public page; the admin's addresses are left out
    (`EXCLUDE_URL_PREFIXES`), since Wagtail's admin needs inline styles."""
