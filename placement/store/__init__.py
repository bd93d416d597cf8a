"""The desk: an encrypted database with history, and its log. Knows rows, not what they mean."""
