"""Searches that readers save, and the mails that tell them what is new or changed in these."""
