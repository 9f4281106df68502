"""Measurements that print a ratio to a baseline taken in the same run."""
