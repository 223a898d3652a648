"""From idea to sealed batch.

Materials and finished goods stand in *lots*; a batch turns material lots into one product lot, and `LotEdge` remembers
which went where (integer keys, each edge carries its target's kind, so that a recall walks them fast). Every movement of
a lot is a `StockMove` with quantity and rupiah: moving average in server order, never recomputed, the emptying move takes
the remainder; so stock value equals the book always. Quantities are whole base units: gram, millilitre or pieces.
"""

from siap.workshop.models.base import Measure, OfBusiness
from siap.workshop.models.batches import Batch, BatchPlan
from siap.workshop.models.counting import CountLine, StockCount, WriteOff
from siap.workshop.models.development import Panel, PanelScore, ProductStep, Rival
from siap.workshop.models.labels import Label
from siap.workshop.models.materials import ContractPrice, Material, Purchase, Supplier, SupplierContact
from siap.workshop.models.permits import Exemption, Permit, Workplace
from siap.workshop.models.products import Product
from siap.workshop.models.quality import CheckAnswer, Cleaning, HygieneAudit, LotCheck, QualityPlan, QualityPoint
from siap.workshop.models.recipes import Recipe, RecipeLine
from siap.workshop.models.stock import Lot, LotEdge, LotKind, StockMove

__all__ = [
    "Batch",
    "BatchPlan",
    "CheckAnswer",
    "Cleaning",
    "ContractPrice",
    "CountLine",
    "Exemption",
    "HygieneAudit",
    "Label",
    "Lot",
    "LotCheck",
    "LotEdge",
    "LotKind",
    "Material",
    "Measure",
    "OfBusiness",
    "Panel",
    "PanelScore",
    "Permit",
    "Product",
    "ProductStep",
    "Purchase",
    "QualityPlan",
    "QualityPoint",
    "Recipe",
    "RecipeLine",
    "Rival",
    "StockCount",
    "StockMove",
    "Supplier",
    "SupplierContact",
    "Workplace",
    "WriteOff",
]
