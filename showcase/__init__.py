"""Recognition and publication: awards, cases, the public page."""
