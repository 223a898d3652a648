"""What the workshop asks, one question a line."""

from siap.workshop.forms.developing import DescribeForm, PanelForm, RivalForm, StepForm
from siap.workshop.forms.hygiene import HygieneForm
from siap.workshop.forms.labels import LabelForm
from siap.workshop.forms.lots import ReasonForm
from siap.workshop.forms.making import BatchForm, BuyForm, CheckForm, PlanForm, RoundsForm
from siap.workshop.forms.permits import (
    DocumentField,
    ExemptionForm,
    PermitForm,
    ProductChoice,
    WithdrawForm,
    WorkplaceForm,
)
from siap.workshop.forms.products import MaterialForm, ProductForm
from siap.workshop.forms.quality import CleaningForm, LotCheckForm, QualityForm
from siap.workshop.forms.recipes import RecipeForm, ScaleForm, WhatIfForm
from siap.workshop.forms.stocking import ContractForm, CountForm, DescribeMaterialForm, SupplierForm, WriteOffForm
from siap.workshop.forms.weekly import WeekForm

__all__ = [
    "HygieneForm",
    "BatchForm",
    "BuyForm",
    "CheckForm",
    "CleaningForm",
    "ContractForm",
    "CountForm",
    "DescribeForm",
    "DescribeMaterialForm",
    "DocumentField",
    "ExemptionForm",
    "LabelForm",
    "LotCheckForm",
    "MaterialForm",
    "PanelForm",
    "PermitForm",
    "PlanForm",
    "ProductChoice",
    "ProductForm",
    "QualityForm",
    "ReasonForm",
    "RecipeForm",
    "RivalForm",
    "RoundsForm",
    "ScaleForm",
    "StepForm",
    "SupplierForm",
    "WeekForm",
    "WhatIfForm",
    "WithdrawForm",
    "WorkplaceForm",
    "WriteOffForm",
]
