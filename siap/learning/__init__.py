"""What is taught, who came, who is certified."""
