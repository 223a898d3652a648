"""A unit's own sheet of people, from bytes to judged rows. Pure: nothing is written, and nothing that we may not take leaves."""
