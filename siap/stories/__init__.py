"""What we tell the public, with whose consent."""
