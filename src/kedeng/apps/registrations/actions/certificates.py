"""Certificates: issued, and their paper given away."""

from kedeng.apps.registrations.issuing import issue_certificate

__all__ = ["issue_certificate"]
