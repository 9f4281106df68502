"""What a person runs with `manage.py`."""
