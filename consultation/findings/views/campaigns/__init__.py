"""Campaigns: how many sent each, what they share, and what each member adds of its own."""

from consultation.findings.views.campaigns.every import Campaigns
from consultation.findings.views.campaigns.one import OneCampaign

__all__ = ["Campaigns", "OneCampaign"]
