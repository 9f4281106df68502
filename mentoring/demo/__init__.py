"""The demo: an invented region with a year of life."""
