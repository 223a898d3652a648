"""The pages of sharing: `home` (what waits), `shares`, `slips` with objections, `saving`, `payouts`, `state` revenue."""
