"""What people type about programmes and roadmaps."""
