"""Questionnaires, campaigns, invitations and answers."""
