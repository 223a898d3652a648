"""What people type, tick and photograph in training."""

from siap.learning.forms.classes import (
    BankForm,
    BecauseForm,
    CohortForm,
    CourseForm,
    EnrolForm,
    MarksForm,
    SessionForm,
    TimetableForm,
)
from siap.learning.forms.games import ChoiceForm, PlayerForm
from siap.learning.forms.testing import AnswersForm, CredentialForm, PhotosForm, QuestionForm, SetTestForm, SignInForm

__all__ = [
    "AnswersForm",
    "BankForm",
    "BecauseForm",
    "ChoiceForm",
    "CohortForm",
    "CourseForm",
    "CredentialForm",
    "EnrolForm",
    "MarksForm",
    "PhotosForm",
    "PlayerForm",
    "QuestionForm",
    "SessionForm",
    "SetTestForm",
    "SignInForm",
    "TimetableForm",
]
