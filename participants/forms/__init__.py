"""What people type about people, read and checked."""
