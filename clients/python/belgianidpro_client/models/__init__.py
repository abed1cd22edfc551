"""Contains all the data models used in inputs/outputs"""

from .address import Address
from .alternative import Alternative
from .ask import Ask
from .ask_items_item import AskItemsItem
from .assign_existing import AssignExisting
from .candidate_view import CandidateView
from .case_page import CasePage
from .check_result import CheckResult
from .check_warning import CheckWarning
from .compared_field import ComparedField
from .comparison import Comparison
from .correction_collection import CorrectionCollection
from .correction_item import CorrectionItem
from .correction_item_outcome import CorrectionItemOutcome
from .correction_item_reason import CorrectionItemReason
from .correction_resource import CorrectionResource
from .correction_resource_outcome import CorrectionResourceOutcome
from .correction_resource_reason import CorrectionResourceReason
from .create_extraction_body import CreateExtractionBody
from .create_extraction_body_priority import CreateExtractionBodyPriority
from .create_new import CreateNew
from .criteria import Criteria
from .crop_collection import CropCollection
from .crop_resource import CropResource
from .decided import Decided
from .decided_state import DecidedState
from .decision_view import DecisionView
from .decision_view_code import DecisionViewCode
from .decision_view_grounds_item import DecisionViewGroundsItem
from .decision_view_items_item import DecisionViewItemsItem
from .decision_view_kind import DecisionViewKind
from .decision_view_state import DecisionViewState
from .delivery_collection import DeliveryCollection
from .delivery_resource import DeliveryResource
from .delivery_resource_state import DeliveryResourceState
from .document import Document
from .document_collection import DocumentCollection
from .document_entered import DocumentEntered
from .document_fields import DocumentFields
from .document_type import DocumentType
from .draft_wanted import DraftWanted
from .event_collection import EventCollection
from .extracted_field import ExtractedField
from .extracted_field_status import ExtractedFieldStatus
from .extraction import Extraction
from .extraction_fields import ExtractionFields
from .extraction_resource import ExtractionResource
from .extraction_resource_problem import ExtractionResourceProblem
from .extraction_resource_state import ExtractionResourceState
from .extraction_timings import ExtractionTimings
from .finding import Finding
from .get_crop_image_field import GetCropImageField
from .health import Health
from .health_status import HealthStatus
from .identity_document import IdentityDocument
from .issue import Issue
from .issue_in import IssueIn
from .issue_inputs_item import IssueInputsItem
from .list_requests_sort import ListRequestsSort
from .list_requests_state_item import ListRequestsStateItem
from .list_reviews_sort import ListReviewsSort
from .merge_numbers import MergeNumbers
from .mrz_zone import MrzZone
from .mrz_zone_checks import MrzZoneChecks
from .mrz_zone_format import MrzZoneFormat
from .name import Name
from .name_kind import NameKind
from .number_query import NumberQuery
from .number_query_purpose import NumberQueryPurpose
from .number_report import NumberReport
from .number_report_reason import NumberReportReason
from .number_status import NumberStatus
from .number_status_status import NumberStatusStatus
from .page import Page
from .page_collection import PageCollection
from .page_resource import PageResource
from .person import Person
from .person_entered import PersonEntered
from .person_entered_gender import PersonEnteredGender
from .person_gender import PersonGender
from .person_query import PersonQuery
from .person_query_gender import PersonQueryGender
from .person_query_purpose import PersonQueryPurpose
from .person_status import PersonStatus
from .persons_found import PersonsFound
from .persons_found_result import PersonsFoundResult
from .place import Place
from .place_zone import PlaceZone
from .prefilled_field import PrefilledField
from .prefilled_field_status import PrefilledFieldStatus
from .prefilled_field_zone import PrefilledFieldZone
from .problem import Problem
from .quality import Quality
from .quality_issue import QualityIssue
from .quality_issue_severity import QualityIssueSeverity
from .reason_view import ReasonView
from .refuse import Refuse
from .refuse_code import RefuseCode
from .region import Region
from .region_rotation import RegionRotation
from .region_side import RegionSide
from .repair import Repair
from .request_answer import RequestAnswer
from .request_collection import RequestCollection
from .request_document import RequestDocument
from .request_entered import RequestEntered
from .request_event_view import RequestEventView
from .request_event_view_fromstate import RequestEventViewFromstate
from .request_event_view_tostate import RequestEventViewTostate
from .request_line import RequestLine
from .request_line_numberstate import RequestLineNumberstate
from .request_line_state import RequestLineState
from .request_link import RequestLink
from .request_resource import RequestResource
from .request_resource_numberstate import RequestResourceNumberstate
from .request_resource_prefilled import RequestResourcePrefilled
from .request_resource_state import RequestResourceState
from .request_view import RequestView
from .request_view_numberstate import RequestViewNumberstate
from .request_view_prefilled import RequestViewPrefilled
from .request_view_state import RequestViewState
from .review_collection import ReviewCollection
from .review_collection_kinds import ReviewCollectionKinds
from .review_line import ReviewLine
from .review_resource import ReviewResource
from .review_resource_grounds_item_item import ReviewResourceGroundsItemItem
from .review_resource_grounds_new_item import ReviewResourceGroundsNewItem
from .review_resource_item_codes_item import ReviewResourceItemCodesItem
from .review_resource_refusal_codes_item import ReviewResourceRefusalCodesItem
from .round_view import RoundView
from .sent_back import SentBack
from .settled_by_itself import SettledByItself
from .settled_by_itself_outcome import SettledByItselfOutcome
from .settled_by_number import SettledByNumber
from .settled_by_number_outcome import SettledByNumberOutcome
from .source import Source
from .source_zone import SourceZone
from .warning import Warning_
from .webhook_collection import WebhookCollection
from .webhook_resource import WebhookResource
from .webhook_wanted import WebhookWanted
from .webhook_with_secret import WebhookWithSecret

__all__ = (
    "Address",
    "Alternative",
    "Ask",
    "AskItemsItem",
    "AssignExisting",
    "CandidateView",
    "CasePage",
    "CheckResult",
    "CheckWarning",
    "ComparedField",
    "Comparison",
    "CorrectionCollection",
    "CorrectionItem",
    "CorrectionItemOutcome",
    "CorrectionItemReason",
    "CorrectionResource",
    "CorrectionResourceOutcome",
    "CorrectionResourceReason",
    "CreateExtractionBody",
    "CreateExtractionBodyPriority",
    "CreateNew",
    "Criteria",
    "CropCollection",
    "CropResource",
    "Decided",
    "DecidedState",
    "DecisionView",
    "DecisionViewCode",
    "DecisionViewGroundsItem",
    "DecisionViewItemsItem",
    "DecisionViewKind",
    "DecisionViewState",
    "DeliveryCollection",
    "DeliveryResource",
    "DeliveryResourceState",
    "Document",
    "DocumentCollection",
    "DocumentEntered",
    "DocumentFields",
    "DocumentType",
    "DraftWanted",
    "EventCollection",
    "ExtractedField",
    "ExtractedFieldStatus",
    "Extraction",
    "ExtractionFields",
    "ExtractionResource",
    "ExtractionResourceProblem",
    "ExtractionResourceState",
    "ExtractionTimings",
    "Finding",
    "GetCropImageField",
    "Health",
    "HealthStatus",
    "IdentityDocument",
    "Issue",
    "IssueIn",
    "IssueInputsItem",
    "ListRequestsSort",
    "ListRequestsStateItem",
    "ListReviewsSort",
    "MergeNumbers",
    "MrzZone",
    "MrzZoneChecks",
    "MrzZoneFormat",
    "Name",
    "NameKind",
    "NumberQuery",
    "NumberQueryPurpose",
    "NumberReport",
    "NumberReportReason",
    "NumberStatus",
    "NumberStatusStatus",
    "Page",
    "PageCollection",
    "PageResource",
    "Person",
    "PersonEntered",
    "PersonEnteredGender",
    "PersonGender",
    "PersonQuery",
    "PersonQueryGender",
    "PersonQueryPurpose",
    "PersonStatus",
    "PersonsFound",
    "PersonsFoundResult",
    "Place",
    "PlaceZone",
    "PrefilledField",
    "PrefilledFieldStatus",
    "PrefilledFieldZone",
    "Problem",
    "Quality",
    "QualityIssue",
    "QualityIssueSeverity",
    "ReasonView",
    "Refuse",
    "RefuseCode",
    "Region",
    "RegionRotation",
    "RegionSide",
    "Repair",
    "RequestAnswer",
    "RequestCollection",
    "RequestDocument",
    "RequestEntered",
    "RequestEventView",
    "RequestEventViewFromstate",
    "RequestEventViewTostate",
    "RequestLine",
    "RequestLineNumberstate",
    "RequestLineState",
    "RequestLink",
    "RequestResource",
    "RequestResourceNumberstate",
    "RequestResourcePrefilled",
    "RequestResourceState",
    "RequestView",
    "RequestViewNumberstate",
    "RequestViewPrefilled",
    "RequestViewState",
    "ReviewCollection",
    "ReviewCollectionKinds",
    "ReviewLine",
    "ReviewResource",
    "ReviewResourceGroundsItemItem",
    "ReviewResourceGroundsNewItem",
    "ReviewResourceItemCodesItem",
    "ReviewResourceRefusalCodesItem",
    "RoundView",
    "SentBack",
    "SettledByItself",
    "SettledByItselfOutcome",
    "SettledByNumber",
    "SettledByNumberOutcome",
    "Source",
    "SourceZone",
    "Warning_",
    "WebhookCollection",
    "WebhookResource",
    "WebhookWanted",
    "WebhookWithSecret",
)
