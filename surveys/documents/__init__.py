"""Workbooks of results."""
