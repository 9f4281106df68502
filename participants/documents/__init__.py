"""Papers and sheets of this room: facts, then their form."""
