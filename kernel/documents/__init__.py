"""Papers: facts become a `Paper`, a `Paper` becomes HTML, PDF and DOCX, issued papers get numbers."""
