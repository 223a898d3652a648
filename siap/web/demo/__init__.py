"""The real programme, and an invented history of it: for trying out, for the tests, for the pictures."""
