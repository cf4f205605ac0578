"""Accounts: logging in and out, passwords, signing up where that is allowed, second factors."""
