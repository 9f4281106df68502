"""The rules, each a function from an examined plan to what it finds."""
