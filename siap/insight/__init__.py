"""What it all adds up to. Reads every room, writes only its own frozen reports."""
