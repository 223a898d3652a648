"""Who a rupiah belongs to, and how it reaches them."""
