"""The pages of the market: `home`, `offering` (channels and prices), `selling`, `paying` (QRIS) and `handing` (cash)."""
