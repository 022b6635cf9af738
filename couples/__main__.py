"""`python -m couples` is the `couples` command."""

from couples.cli import main

main()
