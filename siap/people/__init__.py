"""Who takes part, in which role, and where they are."""
