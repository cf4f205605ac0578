"""Accounts of readers: logging in and out, passwords, and signing up where that is allowed."""
