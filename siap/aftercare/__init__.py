"""Who came home, what they need, how their business is doing."""
