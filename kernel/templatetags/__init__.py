"""The words that templates are written in."""
