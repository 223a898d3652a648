"""The pages of the cash book: `books`, `noting`, `counting`, `owing`, `equipping`; `reporting` and `printing` for statements."""
