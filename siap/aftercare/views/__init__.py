"""The pages of coming home, by what they are about."""
