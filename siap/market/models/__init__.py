"""What is offered, sold and paid.

A sale belongs to one *seller of record*, whose book takes the money; each of its lines belongs to the business that made
the jar. Cash counts when it was counted into the till; a QRIS code proves nothing: that payment stays unverified until
somebody other than the one who rang it up signs that the money came.
"""

from siap.market.models.arriving import Arrival as Arrival
from siap.market.models.arriving import StatementSource as StatementSource
from siap.market.models.bundling import Bundle as Bundle
from siap.market.models.bundling import BundlePart as BundlePart
from siap.market.models.buyers import Buyer as Buyer
from siap.market.models.buyers import Review as Review
from siap.market.models.complaining import Complaint as Complaint
from siap.market.models.consigning import ConsignmentLine as ConsignmentLine
from siap.market.models.consigning import ConsignmentNote as ConsignmentNote
from siap.market.models.consigning import Outlet as Outlet
from siap.market.models.consigning import Settlement as Settlement
from siap.market.models.elsewhere import PlatformOrder as PlatformOrder
from siap.market.models.elsewhere import PlatformProduct as PlatformProduct
from siap.market.models.events import Event as Event
from siap.market.models.handing import CashDeposit as CashDeposit
from siap.market.models.making import MakingPace as MakingPace
from siap.market.models.making import OrderRound as OrderRound
from siap.market.models.offering import Channel as Channel
from siap.market.models.offering import Offer as Offer
from siap.market.models.offering import Promotion as Promotion
from siap.market.models.offering import SellerOfRecord as SellerOfRecord
from siap.market.models.ordering import BankAccount as BankAccount
from siap.market.models.ordering import DeliveryFee as DeliveryFee
from siap.market.models.ordering import Gateway as Gateway
from siap.market.models.ordering import Order as Order
from siap.market.models.ordering import OrderLine as OrderLine
from siap.market.models.ordering import QrisMerchant as QrisMerchant
from siap.market.models.paying import Payment as Payment
from siap.market.models.paying import PaymentQuerySet as PaymentQuerySet
from siap.market.models.recalling import Recall as Recall
from siap.market.models.recalling import RecallHolder as RecallHolder
from siap.market.models.recalling import RecallLot as RecallLot
from siap.market.models.recalling import RecallNote as RecallNote
from siap.market.models.scope import OfUnit as OfUnit
from siap.market.models.selling import Sale as Sale
from siap.market.models.selling import SaleLine as SaleLine
from siap.market.models.tills import CashAdvance as CashAdvance
from siap.market.models.tills import SaleFlag as SaleFlag
from siap.market.models.tills import Shift as Shift
from siap.market.models.tills import Shortage as Shortage
from siap.market.models.vouchers import Voucher as Voucher
