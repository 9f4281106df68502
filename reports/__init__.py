"""Indicators and periodic reports, from the school to the region."""
