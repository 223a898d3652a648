"""The door: urls, sign-in, navigation, API, outbox, public pages."""
