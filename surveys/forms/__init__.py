"""What people type about questionnaires."""
