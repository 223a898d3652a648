"""What was promised, to whom, and how money is to be shared."""
