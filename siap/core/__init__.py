"""The ground: facts, verbs, money, clock, documents. No business words."""
