"""The demonstration: real organisations, fictitious neighbours, pages and accounts."""

from cooperation.services.demonstration.accounts import (
    AccountsReport,
    report_accounts,
    reset_accounts,
)
from cooperation.services.demonstration.loading import LoadReport, load_demo

__all__ = ["AccountsReport", "LoadReport", "load_demo", "report_accounts", "reset_accounts"]
