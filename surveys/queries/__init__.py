"""Read models of questionnaires, campaigns and their results."""
