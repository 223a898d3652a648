"""What is offered, sold and paid, who holds it, and how it is called back."""
