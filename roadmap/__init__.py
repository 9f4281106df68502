"""The programme of one organization in one school year, and its plan."""
