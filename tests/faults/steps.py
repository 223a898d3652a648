"""The steps from a worked month to money in a hand and at the state, a member who is moved and one who dies, a note in the
cash book that is taken back, a recall, and what is written down about somebody who came home; each of them harmless when it is
done again."""

from contextlib import suppress
from datetime import date
from uuid import UUID

from siap.aftercare import services as aftercare
from siap.aftercare.models import Case, FollowUp, Provision
from siap.business.models import Business
from siap.cashbook import services as cashbook
from siap.cashbook.models import CashNote
from siap.core import clock
from siap.ledger import chart
from siap.ledger.rules import Cr, Dr
from siap.ledger.services import AlreadyOpened
from siap.market import services as market
from siap.market.models import Channel, Recall, RecallHolder, Sale
from siap.people import services as people
from siap.people.models import Person, Unit, User
from siap.people.services import SameUnit
from siap.sharing import services as sharing
from siap.sharing.models import HandOver, Objection, Payout, Share, Slip
from siap.sharing.tests.given import OCTOBER
from siap.workshop.models import Lot, Product

SHARE = UUID("01930000-0000-7000-8000-000000000001")
PAYOUT = UUID("01930000-0000-7000-8000-000000000002")
RECALL = UUID("01930000-0000-7000-8000-000000000003")
RETURNED = UUID("01930000-0000-7000-8000-000000000004")
BILLING = UUID("01930000-0000-7000-8000-000000000005")
DEPOSIT = UUID("01930000-0000-7000-8000-000000000006")
NOTE = UUID("01930000-0000-7000-8000-000000000007")
LOAN = UUID("01930000-0000-7000-8000-000000000008")
RECORD = UUID("01930000-0000-7000-8000-000000000009")
OBJECTION = UUID("01930000-0000-7000-8000-00000000000a")
CAPITAL = UUID("01930000-0000-7000-8000-00000000000b")
SALE = UUID("01930000-0000-7000-8000-00000000000c")
COUNT = UUID("01930000-0000-7000-8000-00000000000d")
CODE = "820261124000001"


def _user(name: str) -> User:
    return User.objects.get(username=name)


def prepare() -> None:
    """Budi works October out."""
    sharing.prepare_share(SHARE, Business.objects.get(kind="group"), OCTOBER, OCTOBER, by=_user("budi"))


def approve() -> None:
    """The head approves it."""
    sharing.approve_share(Share.objects.get(uid=SHARE), by=_user("kalapas"))


def fund() -> None:
    """The treasurer's money comes into custody."""
    sharing.fund_share(Share.objects.get(uid=SHARE), by=_user("budi"))


def receive() -> None:
    """Sari puts her thumb-print on her slip."""
    sharing.receive_slip(Slip.objects.get(share__uid=SHARE, person__workshop_name="Sari"), by=_user("budi"))


def object_to_it() -> None:
    """And says that it is too little."""
    slip = Slip.objects.get(share__uid=SHARE, person__workshop_name="Sari")
    sharing.raise_objection(OBJECTION, slip, "Jam saya kurang", by=_user("budi"))


def answer() -> None:
    """The head looked into it."""
    sharing.answer_objection(Objection.objects.get(uid=OBJECTION), answer="Sudah dihitung", by=_user("kalapas"))


def return_capital() -> None:
    """The group has some of its capital back."""
    sharing.return_capital(CAPITAL, Business.objects.get(kind="group"), 1_000, by=_user("budi"))


def send_back() -> None:
    """The head sends the first sheet back."""
    sharing.send_back(Share.objects.earliest("pk"), because="Periksa lagi", by=_user("kalapas"))


def refuse() -> None:
    """He refuses what Sari asked for."""
    sharing.refuse_payout(Payout.objects.get(), because="Belum perlu", by=_user("kalapas"))


def reverse() -> None:
    """And takes the second share back, with its money."""
    sharing.reverse_share(Share.objects.latest("pk"), because="Jam Tono salah", by=_user("kalapas"))


def ask() -> None:
    """Sari asks for some of hers."""
    sharing.ask_withdrawal(PAYOUT, Person.objects.get(workshop_name="Sari"), 5_000, by=_user("budi"))


def allow() -> None:
    """The head approves that."""
    sharing.approve_payout(Payout.objects.get(uid=PAYOUT), by=_user("kalapas"))


def pay() -> None:
    """Budi pays it out."""
    sharing.pay_out(Payout.objects.get(uid=PAYOUT), channel="card", evidence="E-Pas 0017", by=_user("budi"))


def move() -> None:
    """Tono is moved, and what he has goes with him; who asks again hears that he is there."""
    with suppress(SameUnit):
        tono, rutan = Person.objects.get(workshop_name="Tono"), Unit.objects.get(code="RTP")
        people.transfer_person(tono, rutan, on=clock.today(), by=_user("kanwil"))


def send() -> None:
    """The money of it follows."""
    sharing.send_hand_over(HandOver.objects.get(), by=_user("budi"))


def die() -> None:
    """Dewi dies: what she is owed is her heirs'."""
    dewi = Person.objects.get(workshop_name="Dewi")
    people.note_death(dewi, on=clock.today(), certificate=b"%PDF-1.7 akta", by=_user("kalapas"))


def allow_heirs() -> None:
    """The head approves that."""
    sharing.approve_payout(Payout.objects.get(kind="closing"), by=_user("kalapas"))


def pay_heirs() -> None:
    """They have it, on a letter that names them."""
    letter = {"channel": "family", "evidence": "SKAW 12/2026", "document": b"%PDF-1.7 surat ahli waris"}
    sharing.pay_out(Payout.objects.get(kind="closing"), **letter, by=_user("budi"))


def call_back() -> None:
    """The salt has sand in it."""
    salt = Lot.objects.get(material__name="Garam")
    market.start_recall(RECALL, salt, level=2, because="Garam tercampur pasir", by=_user("budi"))


def take_in() -> None:
    """A buyer brings a jar back."""
    holder = RecallHolder.objects.get(recall__uid=RECALL, line__isnull=False)
    market.tally_holder(RETURNED, holder, "back", 1, by=_user("budi"))


def let_go() -> None:
    """It was a false alarm."""
    market.close_recall(Recall.objects.get(uid=RECALL), found="Laboratorium: aman", is_safe=True, by=_user("budi"))


def bill() -> None:
    """Budi bundles what is due to the state."""
    palu, today = Unit.objects.get(code="LPP"), clock.today()
    sharing.bill_state_revenue(BILLING, palu, CODE, today, by=_user("budi"))


def deposit() -> None:
    """He pays it."""
    palu, today = Unit.objects.get(code="LPP"), clock.today()
    sharing.deposit_state_revenue(DEPOSIT, palu, 15_000, CODE, "A1B2C3D4E5F6G7H8", today, by=_user("budi"))


def note() -> None:
    """He notes money that came into the group's box."""
    group, today = Business.objects.get(kind="group"), clock.today()
    cashbook.note_cash(NOTE, group, "put_in", 9_000, happened_on=today, note="Modal", by=_user("budi"))


def take_back() -> None:
    """That was wrong."""
    cashbook.reverse_note(CashNote.objects.get(uid=NOTE), because="Salah catat", by=_user("budi"))


def sell() -> None:
    """Two jars over the counter."""
    channel, product = Channel.objects.get(), Product.objects.get()
    market.ring_up(SALE, channel, [(product, 2)], method="cash", by=_user("budi"))


def void() -> None:
    """They come back."""
    market.void_sale(Sale.objects.get(uid=SALE), because="Salah hitung", by=_user("budi"))


def open_book() -> None:
    """The group began with something; who enters it again hears that it is there."""
    began = (Dr(chart.cash, 80_000), Cr(chart.capital, 80_000))
    with suppress(AlreadyOpened):
        cashbook.enter_opening(Business.objects.get(kind="group"), began, on=clock.today(), by=_user("budi"))


def take_back_opening() -> None:
    """It was less."""
    cashbook.take_back_opening(Business.objects.get(kind="group"), because="Salah", by=_user("budi"))


def count() -> None:
    """The box holds a thousand too little."""
    group = Business.objects.get(kind="group")
    cashbook.count_cash(COUNT, group, 199_000, because="Kembalian", by=_user("budi"))


def close() -> None:
    """September is over: what the pan lost in it is written off, and the month is closed."""
    cashbook.close_month(Business.objects.get(kind="group"), OCTOBER - 1, by=_user("budi"))


def write_off() -> None:
    """What it lost in October."""
    cashbook.depreciate(Business.objects.get(kind="group"), OCTOBER, by=_user("budi"))


def follow() -> None:
    """Hendra asks Sari how her business is doing."""
    found = aftercare.Findings("alive", turnover=2_500_000, employed=1)
    aftercare.record_follow_up(FollowUp.objects.get(month=1), found, by=_user("hendra"))


def lend() -> None:
    """She takes a pan along."""
    given = aftercare.Given("loan", "Wajan besar", "Koperasi", clock.today(), return_due_on=date(2027, 5, 2))
    aftercare.provide(LOAN, Case.objects.get(), given, by=_user("hendra"))


def bring_back() -> None:
    """She brings it back."""
    aftercare.return_loan(Provision.objects.get(uid=LOAN), note="Utuh", by=_user("hendra"))


def show_the_bank() -> None:
    """A bank may read of her business."""
    asked = aftercare.Asked("BRI Unit Palu Timur", "Wajan besar", 2_000_000, 12)
    venture = Business.objects.get(kind="venture")
    aftercare.issue_credit_record(RECORD, Case.objects.get(), venture, asked, owner_asked=True, by=_user("hendra"))


SHARING = (
    prepare, approve, fund, receive, object_to_it, answer, return_capital, ask, allow, pay, bill, deposit, note, take_back,
)  # fmt: skip
UNDOING = (refuse, reverse)
BOOK = (sell, void, open_book, take_back_opening, count, close, write_off)
LEAVING = (move, send, die, allow_heirs, pay_heirs)
RECALLING = (call_back, take_in, let_go)
COMING_HOME = (follow, lend, bring_back, show_the_bank)
STEPS = {step.__name__: step for step in (*SHARING, send_back, *UNDOING, *BOOK, *LEAVING, *RECALLING, *COMING_HOME)}
