"""What can be done with questionnaires, campaigns and answers."""
