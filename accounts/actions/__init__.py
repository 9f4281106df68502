"""What can be done with people, roles, organizations and ways in."""
