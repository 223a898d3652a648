"""The book: accounts and balanced entries. Knows money, not people. No pages."""
