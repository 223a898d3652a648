"""The street: every room, in the order life walks through them. A room imports only rooms on its left; news travels right."""

GROUND = ("core", "ui")
ROOMS = (
    *GROUND,
    "ledger",  # the book
    "people", "programme", "learning", "business", "workshop",  # becoming a maker
    "market", "cashbook", "sharing",  # earning
    "aftercare", "rollout", "stories", "insight",  # coming home, and what it adds up to
    "web",  # the door
)  # fmt: skip
FLOORS = ("urls", "views", "forms", "reactions", "services", "postings", "queries", "facts", "models", "rules")
"""Inside a room each floor uses only floors to its right."""
