"""Names for what is addressed from outside or made on a device."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_uid() -> UUID:
    """A UUIDv7: unique without asking the database, and sorted by time."""
    return uuid7()


__all__ = ["UUID", "new_uid"]
