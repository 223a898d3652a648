"""The pages of the workshop: `products` to look, `planning` and `making` to act, `lots` to trace."""
