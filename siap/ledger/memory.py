"""A book in memory, under the rules of the real one: every entry balances, a reference posts once, nothing is changed.

For what must be counted like money but is none: a game, a what-if. Pure; the real book stands in `services`.
"""

from collections import defaultdict

from siap.ledger.chart import Account, grows_by_debit
from siap.ledger.rules import AnotherEntry, Draft


class MemoryBook:
    """Entries in the order they were posted, and what each account holds."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.entries: dict[str, Draft] = {}
        self._debits: dict[Account, int] = defaultdict(int)  # less credits

    def post(self, draft: Draft) -> None:
        """Post an entry; the same one again changes nothing. Raises AmountWrong, NotBalanced, AnotherEntry."""
        known = self.entries.get(draft.reference)
        if known is not None:
            if known != draft:
                raise AnotherEntry(reference=draft.reference)
            return
        draft.check()
        self.entries[draft.reference] = draft
        for line in draft.lines:
            self._debits[line.account] += line.side * line.amount

    def balance(self, account: Account) -> int:
        """What an account holds, counted on the side on which it grows. Rupiah."""
        debits = self._debits.get(account, 0)
        return debits if grows_by_debit(account.code) else -debits

    def sum_of_debits(self) -> int:
        """All accounts together, debits less credits: nothing but zero."""
        return sum(self._debits.values())
