"""Matching, pairs, the order that fixes them, meetings."""
