"""Commands: what somebody wants to change, as typed values that turn rows into edits."""
