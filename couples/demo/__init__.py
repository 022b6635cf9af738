"""The demo: a sample couple for each visitor, side by side in one window. Nothing of it is kept.

It is the product itself, mounted a second time on a database of its own that is emptied at every start.
"""
