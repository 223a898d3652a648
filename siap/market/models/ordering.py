"""What a buyer ordered in the public shop, and how he may pay for it.

An order keeps pieces of certain lots for him until its time is over; pieces without a lot are still to be made, by the day that
the order promises. It becomes a sale when its goods are set aside against a payment that the buyer reported, or handed over
against cash. From then on its money is the sale's. The buyer needs no account: whoever has the secret link sees the order. Name,
phone and address are all that is kept of him, the last two encrypted.
"""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from siap.core import clock
from siap.core.fields import EncryptedTextField
from siap.market.models.buyers import Buyer
from siap.market.models.making import OrderRound
from siap.market.models.offering import Channel
from siap.market.models.scope import OfUnit
from siap.market.models.selling import Sale
from siap.market.models.vouchers import Voucher

if TYPE_CHECKING:
    from siap.core.text import Text


class QrisMerchant(models.Model):
    """A seller's static QRIS code as registered; the latest counts. Every code a buyer sees is made from it."""

    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    nmid = models.CharField(max_length=20)
    payload = models.CharField(max_length=512)


class BankAccount(models.Model):
    """Where a transfer to a seller goes; the latest counts."""

    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    bank = models.CharField(max_length=40)
    number = models.CharField(max_length=30)
    holder = models.CharField(max_length=80)


class Gateway(models.Model):
    """A seller's account at a payment gateway; the latest counts. What proves who we are and who they are lies encrypted."""

    class Kind(models.TextChoices):
        """Whose."""

        MIDTRANS = "midtrans", "Midtrans"
        XENDIT = "xendit", "Xendit"

    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    secret = EncryptedTextField()
    token = EncryptedTextField(blank=True)
    is_live = models.BooleanField(default=False)


class DeliveryFee(models.Model):
    """What bringing an order of a shop to a place costs (rupiah); the order keeps what it was."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="delivery_fees")
    place = models.CharField(max_length=60)
    fee = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fee__gte=0), name="a_fee_is_not_negative"),
            models.UniqueConstraint(fields=["channel", "place"], name="one_fee_a_place"),
        ]


class Order(models.Model):
    """Somebody wants goods: which, how he gets them, how he pays, and until when they are kept for him."""

    class How(models.TextChoices):
        """How the goods reach the buyer."""

        PICK_UP = "pickup", _("Ambil sendiri")
        DELIVERY = "delivery", _("Diantar")
        BAZAAR = "bazaar", _("Ambil di bazar")
        ROUND = "round", _("Ikut putaran pesanan")

    class Method(models.TextChoices):
        """By what it is to be paid."""

        QRIS = "qris", "QRIS"
        TRANSFER = "transfer", _("Transfer bank")
        GATEWAY = "gateway", _("Bayar daring")
        CASH = "cash", _("Tunai saat mengambil")

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("Ditanyakan")
        QUOTED = "quoted", _("Ditawarkan")
        PLACED = "placed", _("Dipesan")
        ACCEPTED = "accepted", _("Diterima")
        READY = "ready", _("Siap")
        HANDED = "handed", _("Diserahkan")
        CANCELLED = "cancelled", _("Dibatalkan")

    QUOTES: ClassVar = (State.ASKED, State.QUOTED)
    """A price is asked for or offered; nothing is kept yet, and nobody owes anything."""
    OPEN: ClassVar = (State.PLACED, State.ACCEPTED, State.READY)

    uid = models.UUIDField(unique=True)  # made by the form, so that sending it twice is harmless
    secret = models.CharField(max_length=32, unique=True)  # the buyer's link
    number = models.CharField(max_length=30, unique=True)
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="orders")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="orders")
    seller = models.ForeignKey("ledger.Book", models.PROTECT, related_name="+")  # of record, on the day it was ordered
    seller_name = models.CharField(max_length=120)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLACED)
    placed_at = models.DateTimeField()
    kept_until = models.DateTimeField()  # neither paid nor accepted after this, its pieces are free; an offer ends
    reported_at = models.DateTimeField(null=True, blank=True)  # the buyer says that he paid
    buyer = models.CharField(max_length=80)
    phone = EncryptedTextField()
    known = models.ForeignKey(Buyer, models.PROTECT, null=True, blank=True, related_name="orders")  # he agreed to be
    how = models.CharField(max_length=8, choices=How.choices)
    place = models.CharField(max_length=80, blank=True)  # of the fee table, or the bazaar
    address = EncryptedTextField(blank=True)
    method = models.CharField(max_length=8, choices=Method.choices)
    total = models.BigIntegerField()  # rupiah, of the goods
    fee = models.BigIntegerField(default=0)  # rupiah, for delivery
    voucher = models.ForeignKey(Voucher, models.PROTECT, null=True, blank=True, related_name="orders")
    voucher_off = models.BigIntegerField(default=0)  # rupiah that it took off the goods; `total` is without them
    code = models.PositiveSmallIntegerField(default=0)  # rupiah added: a transfer is known by its last three digits
    round = models.ForeignKey(OrderRound, models.PROTECT, null=True, blank=True, related_name="orders")
    promised_on = models.DateField(null=True, blank=True)  # by when what is made for it is there
    pay_at = models.URLField(max_length=300, blank=True)  # the gateway's page, once it was asked for
    sale = models.OneToOneField(Sale, models.PROTECT, null=True, blank=True, related_name="order")
    quoted_by = models.ForeignKey("people.User", models.PROTECT, null=True, blank=True, related_name="+")
    below_cost_because = models.CharField(max_length=200, blank=True)  # of an offer below what a piece costs to make
    cancelled_because = models.CharField(max_length=200, blank=True)
    objects: ClassVar = OfUnit.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total__gt=0, fee__gte=0, code__lte=999), name="an_order_is_sane"),
            models.CheckConstraint(
                condition=Q(voucher=None, voucher_off=0) | Q(voucher__isnull=False, voucher_off__gt=0),
                name="off_by_a_voucher",
            ),
            models.CheckConstraint(condition=~Q(state="handed") | Q(sale__isnull=False), name="handed_is_sold"),
            models.CheckConstraint(
                condition=~Q(state="quoted") | Q(quoted_by__isnull=False), name="quoted_by_somebody"
            ),
            models.CheckConstraint(condition=~Q(how="delivery") | ~Q(address=""), name="delivered_somewhere"),
            models.CheckConstraint(condition=~Q(how="delivery", method="cash"), name="delivered_when_paid"),
            models.CheckConstraint(
                condition=Q(how="round", round__isnull=False) | ~Q(how="round") & Q(round=None),
                name="in_a_round_or_not",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "-placed_at"], name="order_by_unit")]

    @property
    def due(self) -> int:
        """What the buyer pays (rupiah)."""
        return self.total + self.fee + self.code

    @property
    def is_open(self) -> bool:
        """Whether its goods are still to come."""
        return self.state in self.OPEN and not (self.sale and self.sale.is_void)

    @property
    def is_quote(self) -> bool:
        """Whether a price is still being talked about."""
        return self.state in self.QUOTES

    @property
    def is_over_time(self) -> bool:
        """Whether its pieces are free again because nobody paid in time, or its offer was not accepted in time."""
        waits = self.state in (self.State.PLACED, self.State.QUOTED) and self.sale_id is None
        return waits and self.kept_until <= clock.now()

    @property
    def state_now(self) -> "Text":
        """How far it is, in a word."""
        if self.sale and self.sale.is_void:
            return self.State.CANCELLED.label
        return _("Lewat waktu") if self.is_over_time else self.State(self.state).label

    @property
    def money_now(self) -> "Text":
        """Whether it is paid, in a word."""
        if self.sale:
            return self.sale.payment.get_state_display()
        return _("Dilaporkan sudah dibayar") if self.reported_at else _("Belum dibayar")


class OrderLine(models.Model):
    """Pieces of a lot that are kept for an order, at the price of that day (rupiah a piece), with what bundles and a voucher take
    off all of them; without a lot, still to be made."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="lines")
    product = models.ForeignKey("workshop.Product", models.PROTECT, related_name="order_lines")
    lot = models.ForeignKey("workshop.Lot", models.PROTECT, null=True, blank=True, related_name="order_lines")
    plan = models.ForeignKey("workshop.BatchPlan", models.PROTECT, null=True, blank=True, related_name="order_lines")
    quantity = models.PositiveIntegerField()
    price = models.BigIntegerField()
    less = models.BigIntegerField(default=0)  # rupiah off the whole line

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(less__gte=0, less__lte=models.F("quantity") * models.F("price")), name="no_line_is_negative"
            ),
            models.UniqueConstraint(fields=["order", "lot"], name="a_lot_once_an_order"),
            models.UniqueConstraint(fields=["order", "product"], condition=Q(lot=None), name="made_once_an_order"),
            models.CheckConstraint(condition=Q(quantity__gt=0, price__gt=0), name="order_line_sane"),
        ]

    @property
    def amount(self) -> int:
        """Rupiah for the whole line."""
        return self.quantity * self.price - self.less
