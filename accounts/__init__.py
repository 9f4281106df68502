"""Who signs in: organizations as a tree, people, roles with dates."""
