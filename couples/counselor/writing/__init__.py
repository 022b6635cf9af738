"""What a counselor writes: comments and notes about a session, practice for a couple, exercises of their own."""
