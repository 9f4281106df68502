"""Settings: base for all, one_computer and production for the two shapes, test for the tests."""
