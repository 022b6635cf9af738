"""Accounts: sign up, sign in, and the places where one is signed in."""
