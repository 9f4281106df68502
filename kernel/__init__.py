"""What any room needs and no word of mentoring. Imports no room."""
