"""The balance between the two: check-ins, what each lets be counted, and the page that says how it goes."""
