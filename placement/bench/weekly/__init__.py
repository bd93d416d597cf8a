"""The weekly plan against other engines and against simpler ways, on the same weeks."""
