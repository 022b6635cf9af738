"""Reminders: what is due, who wants to hear of it, a mail that says nothing, and a private calendar."""
