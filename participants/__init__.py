"""Mentees, mentors and guardians, their consents and requests."""
