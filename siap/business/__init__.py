"""Who makes and sells together: a group, a released person's venture, the cooperative."""
