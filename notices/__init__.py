"""What is owed to whom: the bell, e-mail, text to copy."""
