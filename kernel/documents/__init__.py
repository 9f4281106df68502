"""Papers: facts make a `Paper`, a `Paper` makes HTML, PDF and DOCX; issued ones get numbers."""
