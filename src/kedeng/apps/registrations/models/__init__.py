"""Tables of a registration's life. Only `actions` write them; only `moves` assigns a state."""

from kedeng.apps.registrations.models.batches import (
    BatchLine,
    HandOver,
    HandOverAnswer,
    ReceiptCounter,
    SummaryBatch,
)
from kedeng.apps.registrations.models.bulk import BulkAct, BulkRow
from kedeng.apps.registrations.models.certificates import Certificate, CertificateHandOut
from kedeng.apps.registrations.models.changes import ChangeFile, ChangeRequest, ChangeStep
from kedeng.apps.registrations.models.counted import (
    IdentifierEntry,
    NumberCounter,
    PersonEntry,
    UnitEntry,
)
from kedeng.apps.registrations.models.desks import DeskDraft, ReviewPhrase, SavedView
from kedeng.apps.registrations.models.drafts import (
    DraftSection,
    Evidence,
    EvidenceChoice,
    Explanation,
)
from kedeng.apps.registrations.models.duplicates import DuplicateDecision
from kedeng.apps.registrations.models.holds import PublicationHold
from kedeng.apps.registrations.models.paper import PageCode, PaperReceipt
from kedeng.apps.registrations.models.pleas import Plea
from kedeng.apps.registrations.models.publicity import (
    Objection,
    ObjectionFile,
    PublicityBatch,
    PublicityEntry,
    Statement,
)
from kedeng.apps.registrations.models.records import WITH, Registration, RouteStop
from kedeng.apps.registrations.models.review import Move, NoteAnswer, ReviewNote, Revision
from kedeng.apps.registrations.models.transfer import TransferSheet

__all__ = [
    "WITH",
    "BatchLine",
    "BulkAct",
    "BulkRow",
    "Certificate",
    "CertificateHandOut",
    "ChangeFile",
    "ChangeRequest",
    "ChangeStep",
    "DeskDraft",
    "DraftSection",
    "DuplicateDecision",
    "Evidence",
    "EvidenceChoice",
    "Explanation",
    "HandOver",
    "HandOverAnswer",
    "IdentifierEntry",
    "Move",
    "NoteAnswer",
    "NumberCounter",
    "Objection",
    "ObjectionFile",
    "PageCode",
    "PaperReceipt",
    "PersonEntry",
    "Plea",
    "PublicationHold",
    "PublicityBatch",
    "PublicityEntry",
    "ReceiptCounter",
    "Registration",
    "ReviewNote",
    "ReviewPhrase",
    "Revision",
    "RouteStop",
    "SavedView",
    "Statement",
    "SummaryBatch",
    "TransferSheet",
    "UnitEntry",
]
