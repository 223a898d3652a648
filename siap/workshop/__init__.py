"""From idea to sealed batch: product, recipe, cost, permit, label, lot, stock."""
