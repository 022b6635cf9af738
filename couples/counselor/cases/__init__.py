"""The couples that let a counselor in: what both of each share, and nothing else."""
