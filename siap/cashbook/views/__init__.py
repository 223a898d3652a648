"""The pages of the cash book: `books` (the running book), `noting` (notes), `reporting` (statements)."""
