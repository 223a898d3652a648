"""What is measured, one file a subject. A case yields its figures as soon as it has them."""
