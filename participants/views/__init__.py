"""The pages of people and consents."""
