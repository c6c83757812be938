"""Contains all the data models used in inputs/outputs"""

from .api_key_create import ApiKeyCreate
from .api_key_created import ApiKeyCreated
from .api_key_read import ApiKeyRead
from .audit_event_read import AuditEventRead
from .bucket_create import BucketCreate
from .bucket_read import BucketRead
from .bucket_update import BucketUpdate
from .column_create import ColumnCreate
from .column_read import ColumnRead
from .column_type import ColumnType
from .component_read import ComponentRead
from .component_read_props import ComponentReadProps
from .component_read_tier import ComponentReadTier
from .create_row_response_create_row import CreateRowResponseCreateRow
from .data_source_create import DataSourceCreate
from .data_source_create_kind import DataSourceCreateKind
from .data_source_read import DataSourceRead
from .data_source_status import DataSourceStatus
from .data_source_update import DataSourceUpdate
from .field_problem import FieldProblem
from .get_row_response_get_row import GetRowResponseGetRow
from .health import Health
from .login_create import LoginCreate
from .login_read import LoginRead
from .me import Me
from .named_query_create import NamedQueryCreate
from .named_query_read import NamedQueryRead
from .named_query_update import NamedQueryUpdate
from .object_list import ObjectList
from .object_read import ObjectRead
from .object_transfer import ObjectTransfer
from .page_api_key_read import PageApiKeyRead
from .page_audit_event_read import PageAuditEventRead
from .page_bucket_read import PageBucketRead
from .page_component_read import PageComponentRead
from .page_create import PageCreate
from .page_create_access import PageCreateAccess
from .page_data_source_read import PageDataSourceRead
from .page_named_query_read import PageNamedQueryRead
from .page_node import PageNode
from .page_node_props import PageNodeProps
from .page_node_style_type_0 import PageNodeStyleType0
from .page_page_summary import PagePageSummary
from .page_page_version_summary import PagePageVersionSummary
from .page_problem import PageProblem
from .page_read import PageRead
from .page_read_access import PageReadAccess
from .page_root import PageRoot
from .page_session_read import PageSessionRead
from .page_summary import PageSummary
from .page_summary_access import PageSummaryAccess
from .page_tree import PageTree
from .page_update import PageUpdate
from .page_update_access_type_0 import PageUpdateAccessType0
from .page_user_read import PageUserRead
from .page_validation import PageValidation
from .page_version_read import PageVersionRead
from .page_version_summary import PageVersionSummary
from .password_update import PasswordUpdate
from .preview_token import PreviewToken
from .problem import Problem
from .public_page import PublicPage
from .query_mode import QueryMode
from .query_param import QueryParam
from .query_result_read import QueryResultRead
from .query_result_read_rows_item import QueryResultReadRowsItem
from .query_run import QueryRun
from .query_run_params import QueryRunParams
from .readiness import Readiness
from .readiness_checks import ReadinessChecks
from .readiness_status import ReadinessStatus
from .role import Role
from .row_page import RowPage
from .row_page_items_item import RowPageItemsItem
from .row_write import RowWrite
from .row_write_values import RowWriteValues
from .scope import Scope
from .seo import Seo
from .session_read import SessionRead
from .setup_create import SetupCreate
from .setup_state import SetupState
from .sign_request import SignRequest
from .sign_request_method import SignRequestMethod
from .signed_url import SignedUrl
from .signed_url_method import SignedUrlMethod
from .source_kind import SourceKind
from .table_create import TableCreate
from .table_page import TablePage
from .table_read import TableRead
from .table_read_kind import TableReadKind
from .table_summary import TableSummary
from .table_summary_kind import TableSummaryKind
from .update_row_response_update_row import UpdateRowResponseUpdateRow
from .upload_file_upload_form import UploadFileUploadForm
from .user_create import UserCreate
from .user_read import UserRead
from .user_summary import UserSummary
from .user_update import UserUpdate

__all__ = (
    "ApiKeyCreate",
    "ApiKeyCreated",
    "ApiKeyRead",
    "AuditEventRead",
    "BucketCreate",
    "BucketRead",
    "BucketUpdate",
    "ColumnCreate",
    "ColumnRead",
    "ColumnType",
    "ComponentRead",
    "ComponentReadProps",
    "ComponentReadTier",
    "CreateRowResponseCreateRow",
    "DataSourceCreate",
    "DataSourceCreateKind",
    "DataSourceRead",
    "DataSourceStatus",
    "DataSourceUpdate",
    "FieldProblem",
    "GetRowResponseGetRow",
    "Health",
    "LoginCreate",
    "LoginRead",
    "Me",
    "NamedQueryCreate",
    "NamedQueryRead",
    "NamedQueryUpdate",
    "ObjectList",
    "ObjectRead",
    "ObjectTransfer",
    "PageApiKeyRead",
    "PageAuditEventRead",
    "PageBucketRead",
    "PageComponentRead",
    "PageCreate",
    "PageCreateAccess",
    "PageDataSourceRead",
    "PageNamedQueryRead",
    "PageNode",
    "PageNodeProps",
    "PageNodeStyleType0",
    "PagePageSummary",
    "PagePageVersionSummary",
    "PageProblem",
    "PageRead",
    "PageReadAccess",
    "PageRoot",
    "PageSessionRead",
    "PageSummary",
    "PageSummaryAccess",
    "PageTree",
    "PageUpdate",
    "PageUpdateAccessType0",
    "PageUserRead",
    "PageValidation",
    "PageVersionRead",
    "PageVersionSummary",
    "PasswordUpdate",
    "PreviewToken",
    "Problem",
    "PublicPage",
    "QueryMode",
    "QueryParam",
    "QueryResultRead",
    "QueryResultReadRowsItem",
    "QueryRun",
    "QueryRunParams",
    "Readiness",
    "ReadinessChecks",
    "ReadinessStatus",
    "Role",
    "RowPage",
    "RowPageItemsItem",
    "RowWrite",
    "RowWriteValues",
    "Scope",
    "Seo",
    "SessionRead",
    "SetupCreate",
    "SetupState",
    "SignRequest",
    "SignRequestMethod",
    "SignedUrl",
    "SignedUrlMethod",
    "SourceKind",
    "TableCreate",
    "TablePage",
    "TableRead",
    "TableReadKind",
    "TableSummary",
    "TableSummaryKind",
    "UpdateRowResponseUpdateRow",
    "UploadFileUploadForm",
    "UserCreate",
    "UserRead",
    "UserSummary",
    "UserUpdate",
)
