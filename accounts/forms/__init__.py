"""What people type when they sign in, are appointed or describe an organization."""
