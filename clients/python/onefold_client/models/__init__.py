"""Every model of the API, each imported when it is first used."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .alternate import Alternate
    from .api_key_create import ApiKeyCreate
    from .api_key_created import ApiKeyCreated
    from .api_key_list import ApiKeyList
    from .api_key_read import ApiKeyRead
    from .article_data import ArticleData
    from .audit_event_list import AuditEventList
    from .audit_event_read import AuditEventRead
    from .breadcrumb_data import BreadcrumbData
    from .bucket_create import BucketCreate
    from .bucket_list import BucketList
    from .bucket_read import BucketRead
    from .bucket_update import BucketUpdate
    from .canvas_ancestor import CanvasAncestor
    from .canvas_ancestor_props import CanvasAncestorProps
    from .canvas_fragment import CanvasFragment
    from .canvas_render import CanvasRender
    from .canvas_render_data import CanvasRenderData
    from .canvas_rendering import CanvasRendering
    from .canvas_state import CanvasState
    from .canvas_state_cookies import CanvasStateCookies
    from .canvas_state_page import CanvasStatePage
    from .canvas_state_params import CanvasStateParams
    from .canvas_state_session import CanvasStateSession
    from .changed_node import ChangedNode
    from .color_tokens import ColorTokens
    from .colors import Colors
    from .column_create import ColumnCreate
    from .column_read import ColumnRead
    from .column_type import ColumnType
    from .component_list import ComponentList
    from .component_read import ComponentRead
    from .component_read_props import ComponentReadProps
    from .component_read_tier import ComponentReadTier
    from .component_read_tree_type_0_item import ComponentReadTreeType0Item
    from .create_row_response_create_row import CreateRowResponseCreateRow
    from .crumb import Crumb
    from .data_source_create import DataSourceCreate
    from .data_source_create_kind import DataSourceCreateKind
    from .data_source_list import DataSourceList
    from .data_source_read import DataSourceRead
    from .data_source_status import DataSourceStatus
    from .data_source_update import DataSourceUpdate
    from .draft_problem import DraftProblem
    from .draft_problem_severity import DraftProblemSeverity
    from .draft_validation import DraftValidation
    from .edge import Edge
    from .edge_read import EdgeRead
    from .event_list import EventList
    from .execute_request import ExecuteRequest
    from .execute_request_target_type_0 import ExecuteRequestTargetType0
    from .execution_cancelled import ExecutionCancelled
    from .execution_completed import ExecutionCompleted
    from .execution_failed import ExecutionFailed
    from .execution_list import ExecutionList
    from .execution_read import ExecutionRead
    from .execution_read_status import ExecutionReadStatus
    from .execution_read_trigger import ExecutionReadTrigger
    from .execution_started import ExecutionStarted
    from .execution_summary import ExecutionSummary
    from .execution_summary_status import ExecutionSummaryStatus
    from .execution_summary_trigger import ExecutionSummaryTrigger
    from .execution_timed_out import ExecutionTimedOut
    from .faq_data import FaqData
    from .faq_question import FaqQuestion
    from .field_error import FieldError
    from .field_problem import FieldProblem
    from .firing_error import FiringError
    from .font import Font
    from .font_file import FontFile
    from .font_file_style import FontFileStyle
    from .font_stack import FontStack
    from .fonts import Fonts
    from .get_row_response_get_row import GetRowResponseGetRow
    from .graph import Graph
    from .graph_read import GraphRead
    from .health import Health
    from .last_tick import LastTick
    from .list_executions_status_type_0 import ListExecutionsStatusType0
    from .login_create import LoginCreate
    from .login_read import LoginRead
    from .logo import Logo
    from .me import Me
    from .moved_node import MovedNode
    from .named_query_create import NamedQueryCreate
    from .named_query_list import NamedQueryList
    from .named_query_read import NamedQueryRead
    from .named_query_update import NamedQueryUpdate
    from .node import Node
    from .node_completed import NodeCompleted
    from .node_failed import NodeFailed
    from .node_join import NodeJoin
    from .node_kind_list import NodeKindList
    from .node_kind_read import NodeKindRead
    from .node_kind_read_effect_type_0 import NodeKindReadEffectType0
    from .node_kind_read_params import NodeKindReadParams
    from .node_log import NodeLog
    from .node_log_level import NodeLogLevel
    from .node_on_error import NodeOnError
    from .node_on_interrupted import NodeOnInterrupted
    from .node_params import NodeParams
    from .node_place import NodePlace
    from .node_read import NodeRead
    from .node_read_join import NodeReadJoin
    from .node_read_on_error import NodeReadOnError
    from .node_read_on_interrupted import NodeReadOnInterrupted
    from .node_read_params import NodeReadParams
    from .node_retrying import NodeRetrying
    from .node_run_list import NodeRunList
    from .node_run_read import NodeRunRead
    from .node_run_read_status import NodeRunReadStatus
    from .node_skipped import NodeSkipped
    from .node_started import NodeStarted
    from .node_style import NodeStyle
    from .node_style_align_self_type_0 import NodeStyleAlignSelfType0
    from .node_style_align_type_0 import NodeStyleAlignType0
    from .node_style_aspect_type_0 import NodeStyleAspectType0
    from .node_style_background_position_type_0 import NodeStyleBackgroundPositionType0
    from .node_style_background_size_type_0 import NodeStyleBackgroundSizeType0
    from .node_style_background_type_0 import NodeStyleBackgroundType0
    from .node_style_border_color_type_0 import NodeStyleBorderColorType0
    from .node_style_border_side_type_0 import NodeStyleBorderSideType0
    from .node_style_border_type_0 import NodeStyleBorderType0
    from .node_style_color_type_0 import NodeStyleColorType0
    from .node_style_column_gap_type_0 import NodeStyleColumnGapType0
    from .node_style_columns_type_0 import NodeStyleColumnsType0
    from .node_style_display_type_0 import NodeStyleDisplayType0
    from .node_style_fit_type_0 import NodeStyleFitType0
    from .node_style_font_type_0 import NodeStyleFontType0
    from .node_style_gap_type_0 import NodeStyleGapType0
    from .node_style_gradient_direction_type_0 import NodeStyleGradientDirectionType0
    from .node_style_gradient_to_type_0 import NodeStyleGradientToType0
    from .node_style_height_type_0 import NodeStyleHeightType0
    from .node_style_justify_self_type_0 import NodeStyleJustifySelfType0
    from .node_style_justify_type_0 import NodeStyleJustifyType0
    from .node_style_layer_type_0 import NodeStyleLayerType0
    from .node_style_leading_type_0 import NodeStyleLeadingType0
    from .node_style_letter_case_type_0 import NodeStyleLetterCaseType0
    from .node_style_lift_type_0 import NodeStyleLiftType0
    from .node_style_margin_block_type_0 import NodeStyleMarginBlockType0
    from .node_style_margin_bottom_type_0 import NodeStyleMarginBottomType0
    from .node_style_margin_end_type_0 import NodeStyleMarginEndType0
    from .node_style_margin_inline_type_0 import NodeStyleMarginInlineType0
    from .node_style_margin_start_type_0 import NodeStyleMarginStartType0
    from .node_style_margin_top_type_0 import NodeStyleMarginTopType0
    from .node_style_margin_type_0 import NodeStyleMarginType0
    from .node_style_max_width_type_0 import NodeStyleMaxWidthType0
    from .node_style_min_height_type_0 import NodeStyleMinHeightType0
    from .node_style_opacity_type_0 import NodeStyleOpacityType0
    from .node_style_order_type_0 import NodeStyleOrderType0
    from .node_style_overflow_type_0 import NodeStyleOverflowType0
    from .node_style_overlay_type_0 import NodeStyleOverlayType0
    from .node_style_padding_block_type_0 import NodeStylePaddingBlockType0
    from .node_style_padding_bottom_type_0 import NodeStylePaddingBottomType0
    from .node_style_padding_end_type_0 import NodeStylePaddingEndType0
    from .node_style_padding_inline_type_0 import NodeStylePaddingInlineType0
    from .node_style_padding_start_type_0 import NodeStylePaddingStartType0
    from .node_style_padding_top_type_0 import NodeStylePaddingTopType0
    from .node_style_padding_type_0 import NodeStylePaddingType0
    from .node_style_position_type_0 import NodeStylePositionType0
    from .node_style_radius_type_0 import NodeStyleRadiusType0
    from .node_style_row_gap_type_0 import NodeStyleRowGapType0
    from .node_style_shadow_type_0 import NodeStyleShadowType0
    from .node_style_size_type_0 import NodeStyleSizeType0
    from .node_style_span_type_0 import NodeStyleSpanType0
    from .node_style_text_align_type_0 import NodeStyleTextAlignType0
    from .node_style_top_type_0 import NodeStyleTopType0
    from .node_style_tracking_type_0 import NodeStyleTrackingType0
    from .node_style_weight_type_0 import NodeStyleWeightType0
    from .node_style_width_type_0 import NodeStyleWidthType0
    from .node_waiting import NodeWaiting
    from .object_list import ObjectList
    from .object_read import ObjectRead
    from .object_transfer import ObjectTransfer
    from .organization_data import OrganizationData
    from .page_create import PageCreate
    from .page_create_access import PageCreateAccess
    from .page_create_role_type_0 import PageCreateRoleType0
    from .page_data import PageData
    from .page_data_args import PageDataArgs
    from .page_data_read import PageDataRead
    from .page_data_read_args import PageDataReadArgs
    from .page_list import PageList
    from .page_node import PageNode
    from .page_node_props import PageNodeProps
    from .page_node_read import PageNodeRead
    from .page_node_read_props import PageNodeReadProps
    from .page_node_read_style_type_0 import PageNodeReadStyleType0
    from .page_param import PageParam
    from .page_param_from import PageParamFrom
    from .page_param_read import PageParamRead
    from .page_param_read_from import PageParamReadFrom
    from .page_param_read_type import PageParamReadType
    from .page_param_type import PageParamType
    from .page_read import PageRead
    from .page_read_access import PageReadAccess
    from .page_read_role_type_0 import PageReadRoleType0
    from .page_root import PageRoot
    from .page_root_read import PageRootRead
    from .page_schedule import PageSchedule
    from .page_summary import PageSummary
    from .page_summary_access import PageSummaryAccess
    from .page_summary_role_type_0 import PageSummaryRoleType0
    from .page_tree import PageTree
    from .page_tree_read import PageTreeRead
    from .page_update import PageUpdate
    from .page_update_access import PageUpdateAccess
    from .page_update_role_type_0 import PageUpdateRoleType0
    from .page_variable import PageVariable
    from .page_variable_read import PageVariableRead
    from .page_variable_read_same_site import PageVariableReadSameSite
    from .page_variable_read_scope import PageVariableReadScope
    from .page_variable_read_type import PageVariableReadType
    from .page_variable_same_site import PageVariableSameSite
    from .page_variable_scope import PageVariableScope
    from .page_variable_type import PageVariableType
    from .page_version_list import PageVersionList
    from .page_version_read import PageVersionRead
    from .page_version_summary import PageVersionSummary
    from .password_update import PasswordUpdate
    from .ports_from_read import PortsFromRead
    from .position import Position
    from .position_read import PositionRead
    from .preset_list import PresetList
    from .preset_read import PresetRead
    from .preset_read_name import PresetReadName
    from .preset_read_palettes import PresetReadPalettes
    from .preset_read_palettes_additional_property import (
        PresetReadPalettesAdditionalProperty,
    )
    from .press_button_data_body import PressButtonDataBody
    from .press_button_files_body import PressButtonFilesBody
    from .preview_token import PreviewToken
    from .preview_token_create import PreviewTokenCreate
    from .problem import Problem
    from .product_data import ProductData
    from .product_data_availability_type_0 import ProductDataAvailabilityType0
    from .public_page import PublicPage
    from .published_page import PublishedPage
    from .published_workflow import PublishedWorkflow
    from .publisher import Publisher
    from .query_mode import QueryMode
    from .query_param import QueryParam
    from .query_param_read import QueryParamRead
    from .query_result_read import QueryResultRead
    from .query_result_read_rows_item import QueryResultReadRowsItem
    from .query_run import QueryRun
    from .query_run_params import QueryRunParams
    from .radius import Radius
    from .radius_control_type_0 import RadiusControlType0
    from .readiness import Readiness
    from .readiness_checks import ReadinessChecks
    from .readiness_status import ReadinessStatus
    from .redirect_create import RedirectCreate
    from .redirect_create_status import RedirectCreateStatus
    from .redirect_list import RedirectList
    from .redirect_read import RedirectRead
    from .redirect_read_status import RedirectReadStatus
    from .redirect_update import RedirectUpdate
    from .redirect_update_status import RedirectUpdateStatus
    from .resume_request import ResumeRequest
    from .resume_request_action import ResumeRequestAction
    from .retry import Retry
    from .retry_read import RetryRead
    from .role import Role
    from .row_page import RowPage
    from .row_page_items_item import RowPageItemsItem
    from .row_write import RowWrite
    from .row_write_values import RowWriteValues
    from .run_error import RunError
    from .run_error_response_type_0 import RunErrorResponseType0
    from .schedule_list import ScheduleList
    from .schedule_preview import SchedulePreview
    from .schedule_preview_request import SchedulePreviewRequest
    from .schedule_read import ScheduleRead
    from .schedule_read_catch_up import ScheduleReadCatchUp
    from .schedule_read_overlap import ScheduleReadOverlap
    from .scope import Scope
    from .secret_create import SecretCreate
    from .secret_list import SecretList
    from .secret_made import SecretMade
    from .secret_read import SecretRead
    from .secret_update import SecretUpdate
    from .send_form_data_body import SendFormDataBody
    from .send_form_files_body import SendFormFilesBody
    from .seo import Seo
    from .seo_read import SeoRead
    from .seo_read_type import SeoReadType
    from .seo_type import SeoType
    from .session_list import SessionList
    from .session_read import SessionRead
    from .setup_create import SetupCreate
    from .setup_state import SetupState
    from .sign_request import SignRequest
    from .sign_request_method import SignRequestMethod
    from .signed_url import SignedUrl
    from .signed_url_method import SignedUrlMethod
    from .site_head import SiteHead
    from .site_read import SiteRead
    from .site_read_palettes import SiteReadPalettes
    from .site_read_palettes_additional_property import (
        SiteReadPalettesAdditionalProperty,
    )
    from .site_read_preset import SiteReadPreset
    from .site_read_words import SiteReadWords
    from .site_update import SiteUpdate
    from .site_update_preset import SiteUpdatePreset
    from .site_update_words import SiteUpdateWords
    from .skipped_tick import SkippedTick
    from .source_kind import SourceKind
    from .style_rules import StyleRules
    from .style_rules_align_self_type_0 import StyleRulesAlignSelfType0
    from .style_rules_align_type_0 import StyleRulesAlignType0
    from .style_rules_aspect_type_0 import StyleRulesAspectType0
    from .style_rules_background_position_type_0 import (
        StyleRulesBackgroundPositionType0,
    )
    from .style_rules_background_size_type_0 import StyleRulesBackgroundSizeType0
    from .style_rules_background_type_0 import StyleRulesBackgroundType0
    from .style_rules_border_color_type_0 import StyleRulesBorderColorType0
    from .style_rules_border_side_type_0 import StyleRulesBorderSideType0
    from .style_rules_border_type_0 import StyleRulesBorderType0
    from .style_rules_color_type_0 import StyleRulesColorType0
    from .style_rules_column_gap_type_0 import StyleRulesColumnGapType0
    from .style_rules_columns_type_0 import StyleRulesColumnsType0
    from .style_rules_display_type_0 import StyleRulesDisplayType0
    from .style_rules_fit_type_0 import StyleRulesFitType0
    from .style_rules_font_type_0 import StyleRulesFontType0
    from .style_rules_gap_type_0 import StyleRulesGapType0
    from .style_rules_gradient_direction_type_0 import StyleRulesGradientDirectionType0
    from .style_rules_gradient_to_type_0 import StyleRulesGradientToType0
    from .style_rules_height_type_0 import StyleRulesHeightType0
    from .style_rules_justify_self_type_0 import StyleRulesJustifySelfType0
    from .style_rules_justify_type_0 import StyleRulesJustifyType0
    from .style_rules_layer_type_0 import StyleRulesLayerType0
    from .style_rules_leading_type_0 import StyleRulesLeadingType0
    from .style_rules_letter_case_type_0 import StyleRulesLetterCaseType0
    from .style_rules_lift_type_0 import StyleRulesLiftType0
    from .style_rules_margin_block_type_0 import StyleRulesMarginBlockType0
    from .style_rules_margin_bottom_type_0 import StyleRulesMarginBottomType0
    from .style_rules_margin_end_type_0 import StyleRulesMarginEndType0
    from .style_rules_margin_inline_type_0 import StyleRulesMarginInlineType0
    from .style_rules_margin_start_type_0 import StyleRulesMarginStartType0
    from .style_rules_margin_top_type_0 import StyleRulesMarginTopType0
    from .style_rules_margin_type_0 import StyleRulesMarginType0
    from .style_rules_max_width_type_0 import StyleRulesMaxWidthType0
    from .style_rules_min_height_type_0 import StyleRulesMinHeightType0
    from .style_rules_opacity_type_0 import StyleRulesOpacityType0
    from .style_rules_order_type_0 import StyleRulesOrderType0
    from .style_rules_overflow_type_0 import StyleRulesOverflowType0
    from .style_rules_overlay_type_0 import StyleRulesOverlayType0
    from .style_rules_padding_block_type_0 import StyleRulesPaddingBlockType0
    from .style_rules_padding_bottom_type_0 import StyleRulesPaddingBottomType0
    from .style_rules_padding_end_type_0 import StyleRulesPaddingEndType0
    from .style_rules_padding_inline_type_0 import StyleRulesPaddingInlineType0
    from .style_rules_padding_start_type_0 import StyleRulesPaddingStartType0
    from .style_rules_padding_top_type_0 import StyleRulesPaddingTopType0
    from .style_rules_padding_type_0 import StyleRulesPaddingType0
    from .style_rules_position_type_0 import StyleRulesPositionType0
    from .style_rules_radius_type_0 import StyleRulesRadiusType0
    from .style_rules_row_gap_type_0 import StyleRulesRowGapType0
    from .style_rules_shadow_type_0 import StyleRulesShadowType0
    from .style_rules_size_type_0 import StyleRulesSizeType0
    from .style_rules_span_type_0 import StyleRulesSpanType0
    from .style_rules_text_align_type_0 import StyleRulesTextAlignType0
    from .style_rules_top_type_0 import StyleRulesTopType0
    from .style_rules_tracking_type_0 import StyleRulesTrackingType0
    from .style_rules_weight_type_0 import StyleRulesWeightType0
    from .style_rules_width_type_0 import StyleRulesWidthType0
    from .submission_response import SubmissionResponse
    from .submission_response_effects_item import SubmissionResponseEffectsItem
    from .table_create import TableCreate
    from .table_page import TablePage
    from .table_read import TableRead
    from .table_read_kind import TableReadKind
    from .table_rows import TableRows
    from .table_rows_columns_item import TableRowsColumnsItem
    from .table_rows_rows_item import TableRowsRowsItem
    from .table_summary import TableSummary
    from .table_summary_kind import TableSummaryKind
    from .ticket import Ticket
    from .tokens import Tokens
    from .tokens_scheme_type_0 import TokensSchemeType0
    from .tokens_shadow_type_0 import TokensShadowType0
    from .truncated_value import TruncatedValue
    from .type_scale import TypeScale
    from .update_row_response_update_row import UpdateRowResponseUpdateRow
    from .upload_file_upload_form import UploadFileUploadForm
    from .user_create import UserCreate
    from .user_list import UserList
    from .user_read import UserRead
    from .user_summary import UserSummary
    from .user_update import UserUpdate
    from .value_change import ValueChange
    from .variable_list import VariableList
    from .variable_read import VariableRead
    from .variable_set import VariableSet
    from .variable_user import VariableUser
    from .version_diff import VersionDiff
    from .version_target import VersionTarget
    from .visitor_run import VisitorRun
    from .web_page_data import WebPageData
    from .webhook_accepted import WebhookAccepted
    from .webhook_finished import WebhookFinished
    from .workflow_create import WorkflowCreate
    from .workflow_create_settings import WorkflowCreateSettings
    from .workflow_list import WorkflowList
    from .workflow_read import WorkflowRead
    from .workflow_read_settings import WorkflowReadSettings
    from .workflow_summary import WorkflowSummary
    from .workflow_summary_settings import WorkflowSummarySettings
    from .workflow_update import WorkflowUpdate
    from .workflow_update_settings import WorkflowUpdateSettings
    from .workflow_version_list import WorkflowVersionList
    from .workflow_version_read import WorkflowVersionRead
    from .workflow_version_summary import WorkflowVersionSummary

__all__ = (
    "Alternate",
    "ApiKeyCreate",
    "ApiKeyCreated",
    "ApiKeyList",
    "ApiKeyRead",
    "ArticleData",
    "AuditEventList",
    "AuditEventRead",
    "BreadcrumbData",
    "BucketCreate",
    "BucketList",
    "BucketRead",
    "BucketUpdate",
    "CanvasAncestor",
    "CanvasAncestorProps",
    "CanvasFragment",
    "CanvasRender",
    "CanvasRenderData",
    "CanvasRendering",
    "CanvasState",
    "CanvasStateCookies",
    "CanvasStatePage",
    "CanvasStateParams",
    "CanvasStateSession",
    "ChangedNode",
    "ColorTokens",
    "Colors",
    "ColumnCreate",
    "ColumnRead",
    "ColumnType",
    "ComponentList",
    "ComponentRead",
    "ComponentReadProps",
    "ComponentReadTier",
    "ComponentReadTreeType0Item",
    "CreateRowResponseCreateRow",
    "Crumb",
    "DataSourceCreate",
    "DataSourceCreateKind",
    "DataSourceList",
    "DataSourceRead",
    "DataSourceStatus",
    "DataSourceUpdate",
    "DraftProblem",
    "DraftProblemSeverity",
    "DraftValidation",
    "Edge",
    "EdgeRead",
    "EventList",
    "ExecuteRequest",
    "ExecuteRequestTargetType0",
    "ExecutionCancelled",
    "ExecutionCompleted",
    "ExecutionFailed",
    "ExecutionList",
    "ExecutionRead",
    "ExecutionReadStatus",
    "ExecutionReadTrigger",
    "ExecutionStarted",
    "ExecutionSummary",
    "ExecutionSummaryStatus",
    "ExecutionSummaryTrigger",
    "ExecutionTimedOut",
    "FaqData",
    "FaqQuestion",
    "FieldError",
    "FieldProblem",
    "FiringError",
    "Font",
    "FontFile",
    "FontFileStyle",
    "FontStack",
    "Fonts",
    "GetRowResponseGetRow",
    "Graph",
    "GraphRead",
    "Health",
    "LastTick",
    "ListExecutionsStatusType0",
    "LoginCreate",
    "LoginRead",
    "Logo",
    "Me",
    "MovedNode",
    "NamedQueryCreate",
    "NamedQueryList",
    "NamedQueryRead",
    "NamedQueryUpdate",
    "Node",
    "NodeCompleted",
    "NodeFailed",
    "NodeJoin",
    "NodeKindList",
    "NodeKindRead",
    "NodeKindReadEffectType0",
    "NodeKindReadParams",
    "NodeLog",
    "NodeLogLevel",
    "NodeOnError",
    "NodeOnInterrupted",
    "NodeParams",
    "NodePlace",
    "NodeRead",
    "NodeReadJoin",
    "NodeReadOnError",
    "NodeReadOnInterrupted",
    "NodeReadParams",
    "NodeRetrying",
    "NodeRunList",
    "NodeRunRead",
    "NodeRunReadStatus",
    "NodeSkipped",
    "NodeStarted",
    "NodeStyle",
    "NodeStyleAlignSelfType0",
    "NodeStyleAlignType0",
    "NodeStyleAspectType0",
    "NodeStyleBackgroundPositionType0",
    "NodeStyleBackgroundSizeType0",
    "NodeStyleBackgroundType0",
    "NodeStyleBorderColorType0",
    "NodeStyleBorderSideType0",
    "NodeStyleBorderType0",
    "NodeStyleColorType0",
    "NodeStyleColumnGapType0",
    "NodeStyleColumnsType0",
    "NodeStyleDisplayType0",
    "NodeStyleFitType0",
    "NodeStyleFontType0",
    "NodeStyleGapType0",
    "NodeStyleGradientDirectionType0",
    "NodeStyleGradientToType0",
    "NodeStyleHeightType0",
    "NodeStyleJustifySelfType0",
    "NodeStyleJustifyType0",
    "NodeStyleLayerType0",
    "NodeStyleLeadingType0",
    "NodeStyleLetterCaseType0",
    "NodeStyleLiftType0",
    "NodeStyleMarginBlockType0",
    "NodeStyleMarginBottomType0",
    "NodeStyleMarginEndType0",
    "NodeStyleMarginInlineType0",
    "NodeStyleMarginStartType0",
    "NodeStyleMarginTopType0",
    "NodeStyleMarginType0",
    "NodeStyleMaxWidthType0",
    "NodeStyleMinHeightType0",
    "NodeStyleOpacityType0",
    "NodeStyleOrderType0",
    "NodeStyleOverflowType0",
    "NodeStyleOverlayType0",
    "NodeStylePaddingBlockType0",
    "NodeStylePaddingBottomType0",
    "NodeStylePaddingEndType0",
    "NodeStylePaddingInlineType0",
    "NodeStylePaddingStartType0",
    "NodeStylePaddingTopType0",
    "NodeStylePaddingType0",
    "NodeStylePositionType0",
    "NodeStyleRadiusType0",
    "NodeStyleRowGapType0",
    "NodeStyleShadowType0",
    "NodeStyleSizeType0",
    "NodeStyleSpanType0",
    "NodeStyleTextAlignType0",
    "NodeStyleTopType0",
    "NodeStyleTrackingType0",
    "NodeStyleWeightType0",
    "NodeStyleWidthType0",
    "NodeWaiting",
    "ObjectList",
    "ObjectRead",
    "ObjectTransfer",
    "OrganizationData",
    "PageCreate",
    "PageCreateAccess",
    "PageCreateRoleType0",
    "PageData",
    "PageDataArgs",
    "PageDataRead",
    "PageDataReadArgs",
    "PageList",
    "PageNode",
    "PageNodeProps",
    "PageNodeRead",
    "PageNodeReadProps",
    "PageNodeReadStyleType0",
    "PageParam",
    "PageParamFrom",
    "PageParamRead",
    "PageParamReadFrom",
    "PageParamReadType",
    "PageParamType",
    "PageRead",
    "PageReadAccess",
    "PageReadRoleType0",
    "PageRoot",
    "PageRootRead",
    "PageSchedule",
    "PageSummary",
    "PageSummaryAccess",
    "PageSummaryRoleType0",
    "PageTree",
    "PageTreeRead",
    "PageUpdate",
    "PageUpdateAccess",
    "PageUpdateRoleType0",
    "PageVariable",
    "PageVariableRead",
    "PageVariableReadSameSite",
    "PageVariableReadScope",
    "PageVariableReadType",
    "PageVariableSameSite",
    "PageVariableScope",
    "PageVariableType",
    "PageVersionList",
    "PageVersionRead",
    "PageVersionSummary",
    "PasswordUpdate",
    "PortsFromRead",
    "Position",
    "PositionRead",
    "PresetList",
    "PresetRead",
    "PresetReadName",
    "PresetReadPalettes",
    "PresetReadPalettesAdditionalProperty",
    "PressButtonDataBody",
    "PressButtonFilesBody",
    "PreviewToken",
    "PreviewTokenCreate",
    "Problem",
    "ProductData",
    "ProductDataAvailabilityType0",
    "PublicPage",
    "PublishedPage",
    "PublishedWorkflow",
    "Publisher",
    "QueryMode",
    "QueryParam",
    "QueryParamRead",
    "QueryResultRead",
    "QueryResultReadRowsItem",
    "QueryRun",
    "QueryRunParams",
    "Radius",
    "RadiusControlType0",
    "Readiness",
    "ReadinessChecks",
    "ReadinessStatus",
    "RedirectCreate",
    "RedirectCreateStatus",
    "RedirectList",
    "RedirectRead",
    "RedirectReadStatus",
    "RedirectUpdate",
    "RedirectUpdateStatus",
    "ResumeRequest",
    "ResumeRequestAction",
    "Retry",
    "RetryRead",
    "Role",
    "RowPage",
    "RowPageItemsItem",
    "RowWrite",
    "RowWriteValues",
    "RunError",
    "RunErrorResponseType0",
    "ScheduleList",
    "SchedulePreview",
    "SchedulePreviewRequest",
    "ScheduleRead",
    "ScheduleReadCatchUp",
    "ScheduleReadOverlap",
    "Scope",
    "SecretCreate",
    "SecretList",
    "SecretMade",
    "SecretRead",
    "SecretUpdate",
    "SendFormDataBody",
    "SendFormFilesBody",
    "Seo",
    "SeoRead",
    "SeoReadType",
    "SeoType",
    "SessionList",
    "SessionRead",
    "SetupCreate",
    "SetupState",
    "SignRequest",
    "SignRequestMethod",
    "SignedUrl",
    "SignedUrlMethod",
    "SiteHead",
    "SiteRead",
    "SiteReadPalettes",
    "SiteReadPalettesAdditionalProperty",
    "SiteReadPreset",
    "SiteReadWords",
    "SiteUpdate",
    "SiteUpdatePreset",
    "SiteUpdateWords",
    "SkippedTick",
    "SourceKind",
    "StyleRules",
    "StyleRulesAlignSelfType0",
    "StyleRulesAlignType0",
    "StyleRulesAspectType0",
    "StyleRulesBackgroundPositionType0",
    "StyleRulesBackgroundSizeType0",
    "StyleRulesBackgroundType0",
    "StyleRulesBorderColorType0",
    "StyleRulesBorderSideType0",
    "StyleRulesBorderType0",
    "StyleRulesColorType0",
    "StyleRulesColumnGapType0",
    "StyleRulesColumnsType0",
    "StyleRulesDisplayType0",
    "StyleRulesFitType0",
    "StyleRulesFontType0",
    "StyleRulesGapType0",
    "StyleRulesGradientDirectionType0",
    "StyleRulesGradientToType0",
    "StyleRulesHeightType0",
    "StyleRulesJustifySelfType0",
    "StyleRulesJustifyType0",
    "StyleRulesLayerType0",
    "StyleRulesLeadingType0",
    "StyleRulesLetterCaseType0",
    "StyleRulesLiftType0",
    "StyleRulesMarginBlockType0",
    "StyleRulesMarginBottomType0",
    "StyleRulesMarginEndType0",
    "StyleRulesMarginInlineType0",
    "StyleRulesMarginStartType0",
    "StyleRulesMarginTopType0",
    "StyleRulesMarginType0",
    "StyleRulesMaxWidthType0",
    "StyleRulesMinHeightType0",
    "StyleRulesOpacityType0",
    "StyleRulesOrderType0",
    "StyleRulesOverflowType0",
    "StyleRulesOverlayType0",
    "StyleRulesPaddingBlockType0",
    "StyleRulesPaddingBottomType0",
    "StyleRulesPaddingEndType0",
    "StyleRulesPaddingInlineType0",
    "StyleRulesPaddingStartType0",
    "StyleRulesPaddingTopType0",
    "StyleRulesPaddingType0",
    "StyleRulesPositionType0",
    "StyleRulesRadiusType0",
    "StyleRulesRowGapType0",
    "StyleRulesShadowType0",
    "StyleRulesSizeType0",
    "StyleRulesSpanType0",
    "StyleRulesTextAlignType0",
    "StyleRulesTopType0",
    "StyleRulesTrackingType0",
    "StyleRulesWeightType0",
    "StyleRulesWidthType0",
    "SubmissionResponse",
    "SubmissionResponseEffectsItem",
    "TableCreate",
    "TablePage",
    "TableRead",
    "TableReadKind",
    "TableRows",
    "TableRowsColumnsItem",
    "TableRowsRowsItem",
    "TableSummary",
    "TableSummaryKind",
    "Ticket",
    "Tokens",
    "TokensSchemeType0",
    "TokensShadowType0",
    "TruncatedValue",
    "TypeScale",
    "UpdateRowResponseUpdateRow",
    "UploadFileUploadForm",
    "UserCreate",
    "UserList",
    "UserRead",
    "UserSummary",
    "UserUpdate",
    "ValueChange",
    "VariableList",
    "VariableRead",
    "VariableSet",
    "VariableUser",
    "VersionDiff",
    "VersionTarget",
    "VisitorRun",
    "WebPageData",
    "WebhookAccepted",
    "WebhookFinished",
    "WorkflowCreate",
    "WorkflowCreateSettings",
    "WorkflowList",
    "WorkflowRead",
    "WorkflowReadSettings",
    "WorkflowSummary",
    "WorkflowSummarySettings",
    "WorkflowUpdate",
    "WorkflowUpdateSettings",
    "WorkflowVersionList",
    "WorkflowVersionRead",
    "WorkflowVersionSummary",
)

_MODULES = {
    "Alternate": ".alternate",
    "ApiKeyCreate": ".api_key_create",
    "ApiKeyCreated": ".api_key_created",
    "ApiKeyList": ".api_key_list",
    "ApiKeyRead": ".api_key_read",
    "ArticleData": ".article_data",
    "AuditEventList": ".audit_event_list",
    "AuditEventRead": ".audit_event_read",
    "BreadcrumbData": ".breadcrumb_data",
    "BucketCreate": ".bucket_create",
    "BucketList": ".bucket_list",
    "BucketRead": ".bucket_read",
    "BucketUpdate": ".bucket_update",
    "CanvasAncestor": ".canvas_ancestor",
    "CanvasAncestorProps": ".canvas_ancestor_props",
    "CanvasFragment": ".canvas_fragment",
    "CanvasRender": ".canvas_render",
    "CanvasRenderData": ".canvas_render_data",
    "CanvasRendering": ".canvas_rendering",
    "CanvasState": ".canvas_state",
    "CanvasStateCookies": ".canvas_state_cookies",
    "CanvasStatePage": ".canvas_state_page",
    "CanvasStateParams": ".canvas_state_params",
    "CanvasStateSession": ".canvas_state_session",
    "ChangedNode": ".changed_node",
    "ColorTokens": ".color_tokens",
    "Colors": ".colors",
    "ColumnCreate": ".column_create",
    "ColumnRead": ".column_read",
    "ColumnType": ".column_type",
    "ComponentList": ".component_list",
    "ComponentRead": ".component_read",
    "ComponentReadProps": ".component_read_props",
    "ComponentReadTier": ".component_read_tier",
    "ComponentReadTreeType0Item": ".component_read_tree_type_0_item",
    "CreateRowResponseCreateRow": ".create_row_response_create_row",
    "Crumb": ".crumb",
    "DataSourceCreate": ".data_source_create",
    "DataSourceCreateKind": ".data_source_create_kind",
    "DataSourceList": ".data_source_list",
    "DataSourceRead": ".data_source_read",
    "DataSourceStatus": ".data_source_status",
    "DataSourceUpdate": ".data_source_update",
    "DraftProblem": ".draft_problem",
    "DraftProblemSeverity": ".draft_problem_severity",
    "DraftValidation": ".draft_validation",
    "Edge": ".edge",
    "EdgeRead": ".edge_read",
    "EventList": ".event_list",
    "ExecuteRequest": ".execute_request",
    "ExecuteRequestTargetType0": ".execute_request_target_type_0",
    "ExecutionCancelled": ".execution_cancelled",
    "ExecutionCompleted": ".execution_completed",
    "ExecutionFailed": ".execution_failed",
    "ExecutionList": ".execution_list",
    "ExecutionRead": ".execution_read",
    "ExecutionReadStatus": ".execution_read_status",
    "ExecutionReadTrigger": ".execution_read_trigger",
    "ExecutionStarted": ".execution_started",
    "ExecutionSummary": ".execution_summary",
    "ExecutionSummaryStatus": ".execution_summary_status",
    "ExecutionSummaryTrigger": ".execution_summary_trigger",
    "ExecutionTimedOut": ".execution_timed_out",
    "FaqData": ".faq_data",
    "FaqQuestion": ".faq_question",
    "FieldError": ".field_error",
    "FieldProblem": ".field_problem",
    "FiringError": ".firing_error",
    "Font": ".font",
    "FontFile": ".font_file",
    "FontFileStyle": ".font_file_style",
    "FontStack": ".font_stack",
    "Fonts": ".fonts",
    "GetRowResponseGetRow": ".get_row_response_get_row",
    "Graph": ".graph",
    "GraphRead": ".graph_read",
    "Health": ".health",
    "LastTick": ".last_tick",
    "ListExecutionsStatusType0": ".list_executions_status_type_0",
    "LoginCreate": ".login_create",
    "LoginRead": ".login_read",
    "Logo": ".logo",
    "Me": ".me",
    "MovedNode": ".moved_node",
    "NamedQueryCreate": ".named_query_create",
    "NamedQueryList": ".named_query_list",
    "NamedQueryRead": ".named_query_read",
    "NamedQueryUpdate": ".named_query_update",
    "Node": ".node",
    "NodeCompleted": ".node_completed",
    "NodeFailed": ".node_failed",
    "NodeJoin": ".node_join",
    "NodeKindList": ".node_kind_list",
    "NodeKindRead": ".node_kind_read",
    "NodeKindReadEffectType0": ".node_kind_read_effect_type_0",
    "NodeKindReadParams": ".node_kind_read_params",
    "NodeLog": ".node_log",
    "NodeLogLevel": ".node_log_level",
    "NodeOnError": ".node_on_error",
    "NodeOnInterrupted": ".node_on_interrupted",
    "NodeParams": ".node_params",
    "NodePlace": ".node_place",
    "NodeRead": ".node_read",
    "NodeReadJoin": ".node_read_join",
    "NodeReadOnError": ".node_read_on_error",
    "NodeReadOnInterrupted": ".node_read_on_interrupted",
    "NodeReadParams": ".node_read_params",
    "NodeRetrying": ".node_retrying",
    "NodeRunList": ".node_run_list",
    "NodeRunRead": ".node_run_read",
    "NodeRunReadStatus": ".node_run_read_status",
    "NodeSkipped": ".node_skipped",
    "NodeStarted": ".node_started",
    "NodeStyle": ".node_style",
    "NodeStyleAlignSelfType0": ".node_style_align_self_type_0",
    "NodeStyleAlignType0": ".node_style_align_type_0",
    "NodeStyleAspectType0": ".node_style_aspect_type_0",
    "NodeStyleBackgroundPositionType0": ".node_style_background_position_type_0",
    "NodeStyleBackgroundSizeType0": ".node_style_background_size_type_0",
    "NodeStyleBackgroundType0": ".node_style_background_type_0",
    "NodeStyleBorderColorType0": ".node_style_border_color_type_0",
    "NodeStyleBorderSideType0": ".node_style_border_side_type_0",
    "NodeStyleBorderType0": ".node_style_border_type_0",
    "NodeStyleColorType0": ".node_style_color_type_0",
    "NodeStyleColumnGapType0": ".node_style_column_gap_type_0",
    "NodeStyleColumnsType0": ".node_style_columns_type_0",
    "NodeStyleDisplayType0": ".node_style_display_type_0",
    "NodeStyleFitType0": ".node_style_fit_type_0",
    "NodeStyleFontType0": ".node_style_font_type_0",
    "NodeStyleGapType0": ".node_style_gap_type_0",
    "NodeStyleGradientDirectionType0": ".node_style_gradient_direction_type_0",
    "NodeStyleGradientToType0": ".node_style_gradient_to_type_0",
    "NodeStyleHeightType0": ".node_style_height_type_0",
    "NodeStyleJustifySelfType0": ".node_style_justify_self_type_0",
    "NodeStyleJustifyType0": ".node_style_justify_type_0",
    "NodeStyleLayerType0": ".node_style_layer_type_0",
    "NodeStyleLeadingType0": ".node_style_leading_type_0",
    "NodeStyleLetterCaseType0": ".node_style_letter_case_type_0",
    "NodeStyleLiftType0": ".node_style_lift_type_0",
    "NodeStyleMarginBlockType0": ".node_style_margin_block_type_0",
    "NodeStyleMarginBottomType0": ".node_style_margin_bottom_type_0",
    "NodeStyleMarginEndType0": ".node_style_margin_end_type_0",
    "NodeStyleMarginInlineType0": ".node_style_margin_inline_type_0",
    "NodeStyleMarginStartType0": ".node_style_margin_start_type_0",
    "NodeStyleMarginTopType0": ".node_style_margin_top_type_0",
    "NodeStyleMarginType0": ".node_style_margin_type_0",
    "NodeStyleMaxWidthType0": ".node_style_max_width_type_0",
    "NodeStyleMinHeightType0": ".node_style_min_height_type_0",
    "NodeStyleOpacityType0": ".node_style_opacity_type_0",
    "NodeStyleOrderType0": ".node_style_order_type_0",
    "NodeStyleOverflowType0": ".node_style_overflow_type_0",
    "NodeStyleOverlayType0": ".node_style_overlay_type_0",
    "NodeStylePaddingBlockType0": ".node_style_padding_block_type_0",
    "NodeStylePaddingBottomType0": ".node_style_padding_bottom_type_0",
    "NodeStylePaddingEndType0": ".node_style_padding_end_type_0",
    "NodeStylePaddingInlineType0": ".node_style_padding_inline_type_0",
    "NodeStylePaddingStartType0": ".node_style_padding_start_type_0",
    "NodeStylePaddingTopType0": ".node_style_padding_top_type_0",
    "NodeStylePaddingType0": ".node_style_padding_type_0",
    "NodeStylePositionType0": ".node_style_position_type_0",
    "NodeStyleRadiusType0": ".node_style_radius_type_0",
    "NodeStyleRowGapType0": ".node_style_row_gap_type_0",
    "NodeStyleShadowType0": ".node_style_shadow_type_0",
    "NodeStyleSizeType0": ".node_style_size_type_0",
    "NodeStyleSpanType0": ".node_style_span_type_0",
    "NodeStyleTextAlignType0": ".node_style_text_align_type_0",
    "NodeStyleTopType0": ".node_style_top_type_0",
    "NodeStyleTrackingType0": ".node_style_tracking_type_0",
    "NodeStyleWeightType0": ".node_style_weight_type_0",
    "NodeStyleWidthType0": ".node_style_width_type_0",
    "NodeWaiting": ".node_waiting",
    "ObjectList": ".object_list",
    "ObjectRead": ".object_read",
    "ObjectTransfer": ".object_transfer",
    "OrganizationData": ".organization_data",
    "PageCreate": ".page_create",
    "PageCreateAccess": ".page_create_access",
    "PageCreateRoleType0": ".page_create_role_type_0",
    "PageData": ".page_data",
    "PageDataArgs": ".page_data_args",
    "PageDataRead": ".page_data_read",
    "PageDataReadArgs": ".page_data_read_args",
    "PageList": ".page_list",
    "PageNode": ".page_node",
    "PageNodeProps": ".page_node_props",
    "PageNodeRead": ".page_node_read",
    "PageNodeReadProps": ".page_node_read_props",
    "PageNodeReadStyleType0": ".page_node_read_style_type_0",
    "PageParam": ".page_param",
    "PageParamFrom": ".page_param_from",
    "PageParamRead": ".page_param_read",
    "PageParamReadFrom": ".page_param_read_from",
    "PageParamReadType": ".page_param_read_type",
    "PageParamType": ".page_param_type",
    "PageRead": ".page_read",
    "PageReadAccess": ".page_read_access",
    "PageReadRoleType0": ".page_read_role_type_0",
    "PageRoot": ".page_root",
    "PageRootRead": ".page_root_read",
    "PageSchedule": ".page_schedule",
    "PageSummary": ".page_summary",
    "PageSummaryAccess": ".page_summary_access",
    "PageSummaryRoleType0": ".page_summary_role_type_0",
    "PageTree": ".page_tree",
    "PageTreeRead": ".page_tree_read",
    "PageUpdate": ".page_update",
    "PageUpdateAccess": ".page_update_access",
    "PageUpdateRoleType0": ".page_update_role_type_0",
    "PageVariable": ".page_variable",
    "PageVariableRead": ".page_variable_read",
    "PageVariableReadSameSite": ".page_variable_read_same_site",
    "PageVariableReadScope": ".page_variable_read_scope",
    "PageVariableReadType": ".page_variable_read_type",
    "PageVariableSameSite": ".page_variable_same_site",
    "PageVariableScope": ".page_variable_scope",
    "PageVariableType": ".page_variable_type",
    "PageVersionList": ".page_version_list",
    "PageVersionRead": ".page_version_read",
    "PageVersionSummary": ".page_version_summary",
    "PasswordUpdate": ".password_update",
    "PortsFromRead": ".ports_from_read",
    "Position": ".position",
    "PositionRead": ".position_read",
    "PresetList": ".preset_list",
    "PresetRead": ".preset_read",
    "PresetReadName": ".preset_read_name",
    "PresetReadPalettes": ".preset_read_palettes",
    "PresetReadPalettesAdditionalProperty": ".preset_read_palettes_additional_property",
    "PressButtonDataBody": ".press_button_data_body",
    "PressButtonFilesBody": ".press_button_files_body",
    "PreviewToken": ".preview_token",
    "PreviewTokenCreate": ".preview_token_create",
    "Problem": ".problem",
    "ProductData": ".product_data",
    "ProductDataAvailabilityType0": ".product_data_availability_type_0",
    "PublicPage": ".public_page",
    "PublishedPage": ".published_page",
    "PublishedWorkflow": ".published_workflow",
    "Publisher": ".publisher",
    "QueryMode": ".query_mode",
    "QueryParam": ".query_param",
    "QueryParamRead": ".query_param_read",
    "QueryResultRead": ".query_result_read",
    "QueryResultReadRowsItem": ".query_result_read_rows_item",
    "QueryRun": ".query_run",
    "QueryRunParams": ".query_run_params",
    "Radius": ".radius",
    "RadiusControlType0": ".radius_control_type_0",
    "Readiness": ".readiness",
    "ReadinessChecks": ".readiness_checks",
    "ReadinessStatus": ".readiness_status",
    "RedirectCreate": ".redirect_create",
    "RedirectCreateStatus": ".redirect_create_status",
    "RedirectList": ".redirect_list",
    "RedirectRead": ".redirect_read",
    "RedirectReadStatus": ".redirect_read_status",
    "RedirectUpdate": ".redirect_update",
    "RedirectUpdateStatus": ".redirect_update_status",
    "ResumeRequest": ".resume_request",
    "ResumeRequestAction": ".resume_request_action",
    "Retry": ".retry",
    "RetryRead": ".retry_read",
    "Role": ".role",
    "RowPage": ".row_page",
    "RowPageItemsItem": ".row_page_items_item",
    "RowWrite": ".row_write",
    "RowWriteValues": ".row_write_values",
    "RunError": ".run_error",
    "RunErrorResponseType0": ".run_error_response_type_0",
    "ScheduleList": ".schedule_list",
    "SchedulePreview": ".schedule_preview",
    "SchedulePreviewRequest": ".schedule_preview_request",
    "ScheduleRead": ".schedule_read",
    "ScheduleReadCatchUp": ".schedule_read_catch_up",
    "ScheduleReadOverlap": ".schedule_read_overlap",
    "Scope": ".scope",
    "SecretCreate": ".secret_create",
    "SecretList": ".secret_list",
    "SecretMade": ".secret_made",
    "SecretRead": ".secret_read",
    "SecretUpdate": ".secret_update",
    "SendFormDataBody": ".send_form_data_body",
    "SendFormFilesBody": ".send_form_files_body",
    "Seo": ".seo",
    "SeoRead": ".seo_read",
    "SeoReadType": ".seo_read_type",
    "SeoType": ".seo_type",
    "SessionList": ".session_list",
    "SessionRead": ".session_read",
    "SetupCreate": ".setup_create",
    "SetupState": ".setup_state",
    "SignRequest": ".sign_request",
    "SignRequestMethod": ".sign_request_method",
    "SignedUrl": ".signed_url",
    "SignedUrlMethod": ".signed_url_method",
    "SiteHead": ".site_head",
    "SiteRead": ".site_read",
    "SiteReadPalettes": ".site_read_palettes",
    "SiteReadPalettesAdditionalProperty": ".site_read_palettes_additional_property",
    "SiteReadPreset": ".site_read_preset",
    "SiteReadWords": ".site_read_words",
    "SiteUpdate": ".site_update",
    "SiteUpdatePreset": ".site_update_preset",
    "SiteUpdateWords": ".site_update_words",
    "SkippedTick": ".skipped_tick",
    "SourceKind": ".source_kind",
    "StyleRules": ".style_rules",
    "StyleRulesAlignSelfType0": ".style_rules_align_self_type_0",
    "StyleRulesAlignType0": ".style_rules_align_type_0",
    "StyleRulesAspectType0": ".style_rules_aspect_type_0",
    "StyleRulesBackgroundPositionType0": ".style_rules_background_position_type_0",
    "StyleRulesBackgroundSizeType0": ".style_rules_background_size_type_0",
    "StyleRulesBackgroundType0": ".style_rules_background_type_0",
    "StyleRulesBorderColorType0": ".style_rules_border_color_type_0",
    "StyleRulesBorderSideType0": ".style_rules_border_side_type_0",
    "StyleRulesBorderType0": ".style_rules_border_type_0",
    "StyleRulesColorType0": ".style_rules_color_type_0",
    "StyleRulesColumnGapType0": ".style_rules_column_gap_type_0",
    "StyleRulesColumnsType0": ".style_rules_columns_type_0",
    "StyleRulesDisplayType0": ".style_rules_display_type_0",
    "StyleRulesFitType0": ".style_rules_fit_type_0",
    "StyleRulesFontType0": ".style_rules_font_type_0",
    "StyleRulesGapType0": ".style_rules_gap_type_0",
    "StyleRulesGradientDirectionType0": ".style_rules_gradient_direction_type_0",
    "StyleRulesGradientToType0": ".style_rules_gradient_to_type_0",
    "StyleRulesHeightType0": ".style_rules_height_type_0",
    "StyleRulesJustifySelfType0": ".style_rules_justify_self_type_0",
    "StyleRulesJustifyType0": ".style_rules_justify_type_0",
    "StyleRulesLayerType0": ".style_rules_layer_type_0",
    "StyleRulesLeadingType0": ".style_rules_leading_type_0",
    "StyleRulesLetterCaseType0": ".style_rules_letter_case_type_0",
    "StyleRulesLiftType0": ".style_rules_lift_type_0",
    "StyleRulesMarginBlockType0": ".style_rules_margin_block_type_0",
    "StyleRulesMarginBottomType0": ".style_rules_margin_bottom_type_0",
    "StyleRulesMarginEndType0": ".style_rules_margin_end_type_0",
    "StyleRulesMarginInlineType0": ".style_rules_margin_inline_type_0",
    "StyleRulesMarginStartType0": ".style_rules_margin_start_type_0",
    "StyleRulesMarginTopType0": ".style_rules_margin_top_type_0",
    "StyleRulesMarginType0": ".style_rules_margin_type_0",
    "StyleRulesMaxWidthType0": ".style_rules_max_width_type_0",
    "StyleRulesMinHeightType0": ".style_rules_min_height_type_0",
    "StyleRulesOpacityType0": ".style_rules_opacity_type_0",
    "StyleRulesOrderType0": ".style_rules_order_type_0",
    "StyleRulesOverflowType0": ".style_rules_overflow_type_0",
    "StyleRulesOverlayType0": ".style_rules_overlay_type_0",
    "StyleRulesPaddingBlockType0": ".style_rules_padding_block_type_0",
    "StyleRulesPaddingBottomType0": ".style_rules_padding_bottom_type_0",
    "StyleRulesPaddingEndType0": ".style_rules_padding_end_type_0",
    "StyleRulesPaddingInlineType0": ".style_rules_padding_inline_type_0",
    "StyleRulesPaddingStartType0": ".style_rules_padding_start_type_0",
    "StyleRulesPaddingTopType0": ".style_rules_padding_top_type_0",
    "StyleRulesPaddingType0": ".style_rules_padding_type_0",
    "StyleRulesPositionType0": ".style_rules_position_type_0",
    "StyleRulesRadiusType0": ".style_rules_radius_type_0",
    "StyleRulesRowGapType0": ".style_rules_row_gap_type_0",
    "StyleRulesShadowType0": ".style_rules_shadow_type_0",
    "StyleRulesSizeType0": ".style_rules_size_type_0",
    "StyleRulesSpanType0": ".style_rules_span_type_0",
    "StyleRulesTextAlignType0": ".style_rules_text_align_type_0",
    "StyleRulesTopType0": ".style_rules_top_type_0",
    "StyleRulesTrackingType0": ".style_rules_tracking_type_0",
    "StyleRulesWeightType0": ".style_rules_weight_type_0",
    "StyleRulesWidthType0": ".style_rules_width_type_0",
    "SubmissionResponse": ".submission_response",
    "SubmissionResponseEffectsItem": ".submission_response_effects_item",
    "TableCreate": ".table_create",
    "TablePage": ".table_page",
    "TableRead": ".table_read",
    "TableReadKind": ".table_read_kind",
    "TableRows": ".table_rows",
    "TableRowsColumnsItem": ".table_rows_columns_item",
    "TableRowsRowsItem": ".table_rows_rows_item",
    "TableSummary": ".table_summary",
    "TableSummaryKind": ".table_summary_kind",
    "Ticket": ".ticket",
    "Tokens": ".tokens",
    "TokensSchemeType0": ".tokens_scheme_type_0",
    "TokensShadowType0": ".tokens_shadow_type_0",
    "TruncatedValue": ".truncated_value",
    "TypeScale": ".type_scale",
    "UpdateRowResponseUpdateRow": ".update_row_response_update_row",
    "UploadFileUploadForm": ".upload_file_upload_form",
    "UserCreate": ".user_create",
    "UserList": ".user_list",
    "UserRead": ".user_read",
    "UserSummary": ".user_summary",
    "UserUpdate": ".user_update",
    "ValueChange": ".value_change",
    "VariableList": ".variable_list",
    "VariableRead": ".variable_read",
    "VariableSet": ".variable_set",
    "VariableUser": ".variable_user",
    "VersionDiff": ".version_diff",
    "VersionTarget": ".version_target",
    "VisitorRun": ".visitor_run",
    "WebPageData": ".web_page_data",
    "WebhookAccepted": ".webhook_accepted",
    "WebhookFinished": ".webhook_finished",
    "WorkflowCreate": ".workflow_create",
    "WorkflowCreateSettings": ".workflow_create_settings",
    "WorkflowList": ".workflow_list",
    "WorkflowRead": ".workflow_read",
    "WorkflowReadSettings": ".workflow_read_settings",
    "WorkflowSummary": ".workflow_summary",
    "WorkflowSummarySettings": ".workflow_summary_settings",
    "WorkflowUpdate": ".workflow_update",
    "WorkflowUpdateSettings": ".workflow_update_settings",
    "WorkflowVersionList": ".workflow_version_list",
    "WorkflowVersionRead": ".workflow_version_read",
    "WorkflowVersionSummary": ".workflow_version_summary",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
