"""What people type in the market."""

from siap.market.forms.consigning import BringForm, OutletForm, PiecesForm, SettleForm, VisitForm
from siap.market.forms.events import EventForm
from siap.market.forms.making import AnswerForm, ForOrdersForm, PaceForm, RoundForm
from siap.market.forms.money import CountForm, DrawerForm, LendForm, MoneyForm
from siap.market.forms.offering import ChannelForm, MarginForm, PriceForm, PromotionForm, RulingForm
from siap.market.forms.recalling import CloseRecallForm, RecallForm, TallyForm
from siap.market.forms.selling import BecauseForm, EvidenceForm, SalesFilter, TillForm

__all__ = [
    "AnswerForm",
    "ForOrdersForm",
    "PaceForm",
    "RoundForm",
    "BecauseForm",
    "BringForm",
    "ChannelForm",
    "CloseRecallForm",
    "CountForm",
    "DrawerForm",
    "EventForm",
    "EvidenceForm",
    "LendForm",
    "MoneyForm",
    "OutletForm",
    "PiecesForm",
    "MarginForm",
    "PriceForm",
    "PromotionForm",
    "RecallForm",
    "RulingForm",
    "SalesFilter",
    "SettleForm",
    "TallyForm",
    "TillForm",
    "VisitForm",
]
