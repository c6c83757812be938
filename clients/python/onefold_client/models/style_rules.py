from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..defaults import DEFAULTS
from ..models.style_rules_align_self_type_0 import (
    StyleRulesAlignSelfType0,
    check_style_rules_align_self_type_0,
)
from ..models.style_rules_align_type_0 import (
    StyleRulesAlignType0,
    check_style_rules_align_type_0,
)
from ..models.style_rules_aspect_type_0 import (
    StyleRulesAspectType0,
    check_style_rules_aspect_type_0,
)
from ..models.style_rules_background_position_type_0 import (
    StyleRulesBackgroundPositionType0,
    check_style_rules_background_position_type_0,
)
from ..models.style_rules_background_size_type_0 import (
    StyleRulesBackgroundSizeType0,
    check_style_rules_background_size_type_0,
)
from ..models.style_rules_background_type_0 import (
    StyleRulesBackgroundType0,
    check_style_rules_background_type_0,
)
from ..models.style_rules_border_color_type_0 import (
    StyleRulesBorderColorType0,
    check_style_rules_border_color_type_0,
)
from ..models.style_rules_border_side_type_0 import (
    StyleRulesBorderSideType0,
    check_style_rules_border_side_type_0,
)
from ..models.style_rules_border_type_0 import (
    StyleRulesBorderType0,
    check_style_rules_border_type_0,
)
from ..models.style_rules_color_type_0 import (
    StyleRulesColorType0,
    check_style_rules_color_type_0,
)
from ..models.style_rules_column_gap_type_0 import (
    StyleRulesColumnGapType0,
    check_style_rules_column_gap_type_0,
)
from ..models.style_rules_columns_type_0 import (
    StyleRulesColumnsType0,
    check_style_rules_columns_type_0,
)
from ..models.style_rules_display_type_0 import (
    StyleRulesDisplayType0,
    check_style_rules_display_type_0,
)
from ..models.style_rules_fit_type_0 import (
    StyleRulesFitType0,
    check_style_rules_fit_type_0,
)
from ..models.style_rules_font_type_0 import (
    StyleRulesFontType0,
    check_style_rules_font_type_0,
)
from ..models.style_rules_gap_type_0 import (
    StyleRulesGapType0,
    check_style_rules_gap_type_0,
)
from ..models.style_rules_gradient_direction_type_0 import (
    StyleRulesGradientDirectionType0,
    check_style_rules_gradient_direction_type_0,
)
from ..models.style_rules_gradient_to_type_0 import (
    StyleRulesGradientToType0,
    check_style_rules_gradient_to_type_0,
)
from ..models.style_rules_height_type_0 import (
    StyleRulesHeightType0,
    check_style_rules_height_type_0,
)
from ..models.style_rules_justify_self_type_0 import (
    StyleRulesJustifySelfType0,
    check_style_rules_justify_self_type_0,
)
from ..models.style_rules_justify_type_0 import (
    StyleRulesJustifyType0,
    check_style_rules_justify_type_0,
)
from ..models.style_rules_layer_type_0 import (
    StyleRulesLayerType0,
    check_style_rules_layer_type_0,
)
from ..models.style_rules_leading_type_0 import (
    StyleRulesLeadingType0,
    check_style_rules_leading_type_0,
)
from ..models.style_rules_letter_case_type_0 import (
    StyleRulesLetterCaseType0,
    check_style_rules_letter_case_type_0,
)
from ..models.style_rules_lift_type_0 import (
    StyleRulesLiftType0,
    check_style_rules_lift_type_0,
)
from ..models.style_rules_margin_block_type_0 import (
    StyleRulesMarginBlockType0,
    check_style_rules_margin_block_type_0,
)
from ..models.style_rules_margin_bottom_type_0 import (
    StyleRulesMarginBottomType0,
    check_style_rules_margin_bottom_type_0,
)
from ..models.style_rules_margin_end_type_0 import (
    StyleRulesMarginEndType0,
    check_style_rules_margin_end_type_0,
)
from ..models.style_rules_margin_inline_type_0 import (
    StyleRulesMarginInlineType0,
    check_style_rules_margin_inline_type_0,
)
from ..models.style_rules_margin_start_type_0 import (
    StyleRulesMarginStartType0,
    check_style_rules_margin_start_type_0,
)
from ..models.style_rules_margin_top_type_0 import (
    StyleRulesMarginTopType0,
    check_style_rules_margin_top_type_0,
)
from ..models.style_rules_margin_type_0 import (
    StyleRulesMarginType0,
    check_style_rules_margin_type_0,
)
from ..models.style_rules_max_width_type_0 import (
    StyleRulesMaxWidthType0,
    check_style_rules_max_width_type_0,
)
from ..models.style_rules_min_height_type_0 import (
    StyleRulesMinHeightType0,
    check_style_rules_min_height_type_0,
)
from ..models.style_rules_opacity_type_0 import (
    StyleRulesOpacityType0,
    check_style_rules_opacity_type_0,
)
from ..models.style_rules_order_type_0 import (
    StyleRulesOrderType0,
    check_style_rules_order_type_0,
)
from ..models.style_rules_overflow_type_0 import (
    StyleRulesOverflowType0,
    check_style_rules_overflow_type_0,
)
from ..models.style_rules_overlay_type_0 import (
    StyleRulesOverlayType0,
    check_style_rules_overlay_type_0,
)
from ..models.style_rules_padding_block_type_0 import (
    StyleRulesPaddingBlockType0,
    check_style_rules_padding_block_type_0,
)
from ..models.style_rules_padding_bottom_type_0 import (
    StyleRulesPaddingBottomType0,
    check_style_rules_padding_bottom_type_0,
)
from ..models.style_rules_padding_end_type_0 import (
    StyleRulesPaddingEndType0,
    check_style_rules_padding_end_type_0,
)
from ..models.style_rules_padding_inline_type_0 import (
    StyleRulesPaddingInlineType0,
    check_style_rules_padding_inline_type_0,
)
from ..models.style_rules_padding_start_type_0 import (
    StyleRulesPaddingStartType0,
    check_style_rules_padding_start_type_0,
)
from ..models.style_rules_padding_top_type_0 import (
    StyleRulesPaddingTopType0,
    check_style_rules_padding_top_type_0,
)
from ..models.style_rules_padding_type_0 import (
    StyleRulesPaddingType0,
    check_style_rules_padding_type_0,
)
from ..models.style_rules_position_type_0 import (
    StyleRulesPositionType0,
    check_style_rules_position_type_0,
)
from ..models.style_rules_radius_type_0 import (
    StyleRulesRadiusType0,
    check_style_rules_radius_type_0,
)
from ..models.style_rules_row_gap_type_0 import (
    StyleRulesRowGapType0,
    check_style_rules_row_gap_type_0,
)
from ..models.style_rules_shadow_type_0 import (
    StyleRulesShadowType0,
    check_style_rules_shadow_type_0,
)
from ..models.style_rules_size_type_0 import (
    StyleRulesSizeType0,
    check_style_rules_size_type_0,
)
from ..models.style_rules_span_type_0 import (
    StyleRulesSpanType0,
    check_style_rules_span_type_0,
)
from ..models.style_rules_text_align_type_0 import (
    StyleRulesTextAlignType0,
    check_style_rules_text_align_type_0,
)
from ..models.style_rules_top_type_0 import (
    StyleRulesTopType0,
    check_style_rules_top_type_0,
)
from ..models.style_rules_tracking_type_0 import (
    StyleRulesTrackingType0,
    check_style_rules_tracking_type_0,
)
from ..models.style_rules_weight_type_0 import (
    StyleRulesWeightType0,
    check_style_rules_weight_type_0,
)
from ..models.style_rules_width_type_0 import (
    StyleRulesWidthType0,
    check_style_rules_width_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="StyleRules")


@_attrs_define
class StyleRules:
    """What a node looks like. What is left out is as the component has it."""

    align: None | str | StyleRulesAlignType0 | Unset = UNSET
    """ Where children stand across the direction. """
    align_self: None | str | StyleRulesAlignSelfType0 | Unset = UNSET
    """ Where it stands across the direction of what is around it. """
    aspect: None | str | StyleRulesAspectType0 | Unset = UNSET
    background: None | str | StyleRulesBackgroundType0 | Unset = UNSET
    """ What is behind it; the colours of text follow. """
    background_image: None | str | Unset = UNSET
    """ A picture of a public bucket behind it. """
    background_position: None | StyleRulesBackgroundPositionType0 | Unset = UNSET
    background_size: None | StyleRulesBackgroundSizeType0 | Unset = UNSET
    border: None | str | StyleRulesBorderType0 | Unset = UNSET
    border_color: None | str | StyleRulesBorderColorType0 | Unset = UNSET
    border_side: None | StyleRulesBorderSideType0 | Unset = UNSET
    color: None | str | StyleRulesColorType0 | Unset = UNSET
    """ Colour of its text. """
    column_gap: None | str | StyleRulesColumnGapType0 | Unset = UNSET
    """ Between children side by side. """
    columns: Literal["auto"] | None | str | StyleRulesColumnsType0 | Unset = UNSET
    """ Equal columns of a grid; `auto`: as many as fit. """
    display: None | str | StyleRulesDisplayType0 | Unset = UNSET
    """ How children stand. """
    fit: None | str | StyleRulesFitType0 | Unset = UNSET
    """ How a picture fills its box. """
    font: None | str | StyleRulesFontType0 | Unset = UNSET
    gap: None | str | StyleRulesGapType0 | Unset = UNSET
    """ Between children. """
    gradient_direction: None | StyleRulesGradientDirectionType0 | Unset = UNSET
    gradient_to: None | StyleRulesGradientToType0 | Unset = UNSET
    """ The background runs into this one. """
    grow: bool | None | str | Unset = UNSET
    """ Whether it takes the room that is left in a row. """
    height: None | str | StyleRulesHeightType0 | Unset = UNSET
    hidden: bool | None | str | Unset = UNSET
    """ Not shown and not read out, though it is in the HTML. """
    italic: bool | None | str | Unset = UNSET
    justify: None | str | StyleRulesJustifyType0 | Unset = UNSET
    """ Where children stand along the direction. """
    justify_self: None | str | StyleRulesJustifySelfType0 | Unset = UNSET
    """ Where it stands in the width of its cell. """
    layer: None | str | StyleRulesLayerType0 | Unset = UNSET
    """ What is over what. """
    leading: None | str | StyleRulesLeadingType0 | Unset = UNSET
    """ Height of a line. """
    letter_case: None | str | StyleRulesLetterCaseType0 | Unset = UNSET
    lift: None | str | StyleRulesLiftType0 | Unset = UNSET
    """ A little upwards, as under the pointer. """
    margin: None | str | StyleRulesMarginType0 | Unset = UNSET
    """ Room around, on all sides. """
    margin_block: None | str | StyleRulesMarginBlockType0 | Unset = UNSET
    margin_bottom: None | str | StyleRulesMarginBottomType0 | Unset = UNSET
    margin_end: None | str | StyleRulesMarginEndType0 | Unset = UNSET
    margin_inline: None | str | StyleRulesMarginInlineType0 | Unset = UNSET
    margin_start: None | str | StyleRulesMarginStartType0 | Unset = UNSET
    margin_top: None | str | StyleRulesMarginTopType0 | Unset = UNSET
    max_width: None | str | StyleRulesMaxWidthType0 | Unset = UNSET
    min_height: None | str | StyleRulesMinHeightType0 | Unset = UNSET
    opacity: None | str | StyleRulesOpacityType0 | Unset = UNSET
    """ In percent. """
    order: None | str | StyleRulesOrderType0 | Unset = UNSET
    """ Where it is seen among its siblings; read out and reached by keyboard as in the tree. """
    overflow: None | str | StyleRulesOverflowType0 | Unset = UNSET
    overlay: None | StyleRulesOverlayType0 | Unset = UNSET
    """ A veil over the picture, so that text on it can be read. """
    padding: None | str | StyleRulesPaddingType0 | Unset = UNSET
    """ Room inside, on all sides. """
    padding_block: None | str | StyleRulesPaddingBlockType0 | Unset = UNSET
    padding_bottom: None | str | StyleRulesPaddingBottomType0 | Unset = UNSET
    padding_end: None | str | StyleRulesPaddingEndType0 | Unset = UNSET
    padding_inline: None | str | StyleRulesPaddingInlineType0 | Unset = UNSET
    padding_start: None | str | StyleRulesPaddingStartType0 | Unset = UNSET
    padding_top: None | str | StyleRulesPaddingTopType0 | Unset = UNSET
    position: None | str | StyleRulesPositionType0 | Unset = UNSET
    radius: None | str | StyleRulesRadiusType0 | Unset = UNSET
    row_gap: None | str | StyleRulesRowGapType0 | Unset = UNSET
    """ Between rows of children. """
    shadow: None | str | StyleRulesShadowType0 | Unset = UNSET
    size: None | str | StyleRulesSizeType0 | Unset = UNSET
    """ Size of its text. """
    span: Literal["full"] | None | str | StyleRulesSpanType0 | Unset = UNSET
    """ Columns of the grid around it that it takes. """
    text_align: None | str | StyleRulesTextAlignType0 | Unset = UNSET
    top: None | str | StyleRulesTopType0 | Unset = UNSET
    """ How far below the top of the window a sticky one stays. """
    tracking: None | str | StyleRulesTrackingType0 | Unset = UNSET
    """ Room between letters. """
    weight: None | str | StyleRulesWeightType0 | Unset = UNSET
    width: None | str | StyleRulesWidthType0 | Unset = UNSET
    wrap: bool | None | str | Unset = UNSET
    """ Whether a row goes on below where it is too narrow. """

    def to_dict(self) -> dict[str, Any]:
        align: None | str | Unset
        if isinstance(self.align, Unset):
            align = UNSET
        elif isinstance(self.align, str):
            align = self.align
        else:
            align = self.align

        align_self: None | str | Unset
        if isinstance(self.align_self, Unset):
            align_self = UNSET
        elif isinstance(self.align_self, str):
            align_self = self.align_self
        else:
            align_self = self.align_self

        aspect: None | str | Unset
        if isinstance(self.aspect, Unset):
            aspect = UNSET
        elif isinstance(self.aspect, str):
            aspect = self.aspect
        else:
            aspect = self.aspect

        background: None | str | Unset
        if isinstance(self.background, Unset):
            background = UNSET
        elif isinstance(self.background, str):
            background = self.background
        else:
            background = self.background

        background_image: None | str | Unset
        if isinstance(self.background_image, Unset):
            background_image = UNSET
        else:
            background_image = self.background_image

        background_position: None | str | Unset
        if isinstance(self.background_position, Unset):
            background_position = UNSET
        elif isinstance(self.background_position, str):
            background_position = self.background_position
        else:
            background_position = self.background_position

        background_size: None | str | Unset
        if isinstance(self.background_size, Unset):
            background_size = UNSET
        elif isinstance(self.background_size, str):
            background_size = self.background_size
        else:
            background_size = self.background_size

        border: None | str | Unset
        if isinstance(self.border, Unset):
            border = UNSET
        elif isinstance(self.border, str):
            border = self.border
        else:
            border = self.border

        border_color: None | str | Unset
        if isinstance(self.border_color, Unset):
            border_color = UNSET
        elif isinstance(self.border_color, str):
            border_color = self.border_color
        else:
            border_color = self.border_color

        border_side: None | str | Unset
        if isinstance(self.border_side, Unset):
            border_side = UNSET
        elif isinstance(self.border_side, str):
            border_side = self.border_side
        else:
            border_side = self.border_side

        color: None | str | Unset
        if isinstance(self.color, Unset):
            color = UNSET
        elif isinstance(self.color, str):
            color = self.color
        else:
            color = self.color

        column_gap: None | str | Unset
        if isinstance(self.column_gap, Unset):
            column_gap = UNSET
        elif isinstance(self.column_gap, str):
            column_gap = self.column_gap
        else:
            column_gap = self.column_gap

        columns: int | Literal["auto"] | None | str | Unset
        if isinstance(self.columns, Unset):
            columns = UNSET
        elif isinstance(self.columns, int):
            columns = self.columns
        else:
            columns = self.columns

        display: None | str | Unset
        if isinstance(self.display, Unset):
            display = UNSET
        elif isinstance(self.display, str):
            display = self.display
        else:
            display = self.display

        fit: None | str | Unset
        if isinstance(self.fit, Unset):
            fit = UNSET
        elif isinstance(self.fit, str):
            fit = self.fit
        else:
            fit = self.fit

        font: None | str | Unset
        if isinstance(self.font, Unset):
            font = UNSET
        elif isinstance(self.font, str):
            font = self.font
        else:
            font = self.font

        gap: None | str | Unset
        if isinstance(self.gap, Unset):
            gap = UNSET
        elif isinstance(self.gap, str):
            gap = self.gap
        else:
            gap = self.gap

        gradient_direction: None | str | Unset
        if isinstance(self.gradient_direction, Unset):
            gradient_direction = UNSET
        elif isinstance(self.gradient_direction, str):
            gradient_direction = self.gradient_direction
        else:
            gradient_direction = self.gradient_direction

        gradient_to: None | str | Unset
        if isinstance(self.gradient_to, Unset):
            gradient_to = UNSET
        elif isinstance(self.gradient_to, str):
            gradient_to = self.gradient_to
        else:
            gradient_to = self.gradient_to

        grow: bool | None | str | Unset
        if isinstance(self.grow, Unset):
            grow = UNSET
        else:
            grow = self.grow

        height: None | str | Unset
        if isinstance(self.height, Unset):
            height = UNSET
        elif isinstance(self.height, str):
            height = self.height
        else:
            height = self.height

        hidden: bool | None | str | Unset
        if isinstance(self.hidden, Unset):
            hidden = UNSET
        else:
            hidden = self.hidden

        italic: bool | None | str | Unset
        if isinstance(self.italic, Unset):
            italic = UNSET
        else:
            italic = self.italic

        justify: None | str | Unset
        if isinstance(self.justify, Unset):
            justify = UNSET
        elif isinstance(self.justify, str):
            justify = self.justify
        else:
            justify = self.justify

        justify_self: None | str | Unset
        if isinstance(self.justify_self, Unset):
            justify_self = UNSET
        elif isinstance(self.justify_self, str):
            justify_self = self.justify_self
        else:
            justify_self = self.justify_self

        layer: int | None | str | Unset
        if isinstance(self.layer, Unset):
            layer = UNSET
        elif isinstance(self.layer, int):
            layer = self.layer
        else:
            layer = self.layer

        leading: None | str | Unset
        if isinstance(self.leading, Unset):
            leading = UNSET
        elif isinstance(self.leading, str):
            leading = self.leading
        else:
            leading = self.leading

        letter_case: None | str | Unset
        if isinstance(self.letter_case, Unset):
            letter_case = UNSET
        elif isinstance(self.letter_case, str):
            letter_case = self.letter_case
        else:
            letter_case = self.letter_case

        lift: None | str | Unset
        if isinstance(self.lift, Unset):
            lift = UNSET
        elif isinstance(self.lift, str):
            lift = self.lift
        else:
            lift = self.lift

        margin: None | str | Unset
        if isinstance(self.margin, Unset):
            margin = UNSET
        elif isinstance(self.margin, str):
            margin = self.margin
        else:
            margin = self.margin

        margin_block: None | str | Unset
        if isinstance(self.margin_block, Unset):
            margin_block = UNSET
        elif isinstance(self.margin_block, str):
            margin_block = self.margin_block
        else:
            margin_block = self.margin_block

        margin_bottom: None | str | Unset
        if isinstance(self.margin_bottom, Unset):
            margin_bottom = UNSET
        elif isinstance(self.margin_bottom, str):
            margin_bottom = self.margin_bottom
        else:
            margin_bottom = self.margin_bottom

        margin_end: None | str | Unset
        if isinstance(self.margin_end, Unset):
            margin_end = UNSET
        elif isinstance(self.margin_end, str):
            margin_end = self.margin_end
        else:
            margin_end = self.margin_end

        margin_inline: None | str | Unset
        if isinstance(self.margin_inline, Unset):
            margin_inline = UNSET
        elif isinstance(self.margin_inline, str):
            margin_inline = self.margin_inline
        else:
            margin_inline = self.margin_inline

        margin_start: None | str | Unset
        if isinstance(self.margin_start, Unset):
            margin_start = UNSET
        elif isinstance(self.margin_start, str):
            margin_start = self.margin_start
        else:
            margin_start = self.margin_start

        margin_top: None | str | Unset
        if isinstance(self.margin_top, Unset):
            margin_top = UNSET
        elif isinstance(self.margin_top, str):
            margin_top = self.margin_top
        else:
            margin_top = self.margin_top

        max_width: None | str | Unset
        if isinstance(self.max_width, Unset):
            max_width = UNSET
        elif isinstance(self.max_width, str):
            max_width = self.max_width
        else:
            max_width = self.max_width

        min_height: None | str | Unset
        if isinstance(self.min_height, Unset):
            min_height = UNSET
        elif isinstance(self.min_height, str):
            min_height = self.min_height
        else:
            min_height = self.min_height

        opacity: int | None | str | Unset
        if isinstance(self.opacity, Unset):
            opacity = UNSET
        elif isinstance(self.opacity, int):
            opacity = self.opacity
        else:
            opacity = self.opacity

        order: int | None | str | Unset
        if isinstance(self.order, Unset):
            order = UNSET
        elif isinstance(self.order, int):
            order = self.order
        else:
            order = self.order

        overflow: None | str | Unset
        if isinstance(self.overflow, Unset):
            overflow = UNSET
        elif isinstance(self.overflow, str):
            overflow = self.overflow
        else:
            overflow = self.overflow

        overlay: None | str | Unset
        if isinstance(self.overlay, Unset):
            overlay = UNSET
        elif isinstance(self.overlay, str):
            overlay = self.overlay
        else:
            overlay = self.overlay

        padding: None | str | Unset
        if isinstance(self.padding, Unset):
            padding = UNSET
        elif isinstance(self.padding, str):
            padding = self.padding
        else:
            padding = self.padding

        padding_block: None | str | Unset
        if isinstance(self.padding_block, Unset):
            padding_block = UNSET
        elif isinstance(self.padding_block, str):
            padding_block = self.padding_block
        else:
            padding_block = self.padding_block

        padding_bottom: None | str | Unset
        if isinstance(self.padding_bottom, Unset):
            padding_bottom = UNSET
        elif isinstance(self.padding_bottom, str):
            padding_bottom = self.padding_bottom
        else:
            padding_bottom = self.padding_bottom

        padding_end: None | str | Unset
        if isinstance(self.padding_end, Unset):
            padding_end = UNSET
        elif isinstance(self.padding_end, str):
            padding_end = self.padding_end
        else:
            padding_end = self.padding_end

        padding_inline: None | str | Unset
        if isinstance(self.padding_inline, Unset):
            padding_inline = UNSET
        elif isinstance(self.padding_inline, str):
            padding_inline = self.padding_inline
        else:
            padding_inline = self.padding_inline

        padding_start: None | str | Unset
        if isinstance(self.padding_start, Unset):
            padding_start = UNSET
        elif isinstance(self.padding_start, str):
            padding_start = self.padding_start
        else:
            padding_start = self.padding_start

        padding_top: None | str | Unset
        if isinstance(self.padding_top, Unset):
            padding_top = UNSET
        elif isinstance(self.padding_top, str):
            padding_top = self.padding_top
        else:
            padding_top = self.padding_top

        position: None | str | Unset
        if isinstance(self.position, Unset):
            position = UNSET
        elif isinstance(self.position, str):
            position = self.position
        else:
            position = self.position

        radius: None | str | Unset
        if isinstance(self.radius, Unset):
            radius = UNSET
        elif isinstance(self.radius, str):
            radius = self.radius
        else:
            radius = self.radius

        row_gap: None | str | Unset
        if isinstance(self.row_gap, Unset):
            row_gap = UNSET
        elif isinstance(self.row_gap, str):
            row_gap = self.row_gap
        else:
            row_gap = self.row_gap

        shadow: None | str | Unset
        if isinstance(self.shadow, Unset):
            shadow = UNSET
        elif isinstance(self.shadow, str):
            shadow = self.shadow
        else:
            shadow = self.shadow

        size: None | str | Unset
        if isinstance(self.size, Unset):
            size = UNSET
        elif isinstance(self.size, str):
            size = self.size
        else:
            size = self.size

        span: int | Literal["full"] | None | str | Unset
        if isinstance(self.span, Unset):
            span = UNSET
        elif isinstance(self.span, int):
            span = self.span
        else:
            span = self.span

        text_align: None | str | Unset
        if isinstance(self.text_align, Unset):
            text_align = UNSET
        elif isinstance(self.text_align, str):
            text_align = self.text_align
        else:
            text_align = self.text_align

        top: None | str | Unset
        if isinstance(self.top, Unset):
            top = UNSET
        elif isinstance(self.top, str):
            top = self.top
        else:
            top = self.top

        tracking: None | str | Unset
        if isinstance(self.tracking, Unset):
            tracking = UNSET
        elif isinstance(self.tracking, str):
            tracking = self.tracking
        else:
            tracking = self.tracking

        weight: None | str | Unset
        if isinstance(self.weight, Unset):
            weight = UNSET
        elif isinstance(self.weight, str):
            weight = self.weight
        else:
            weight = self.weight

        width: None | str | Unset
        if isinstance(self.width, Unset):
            width = UNSET
        elif isinstance(self.width, str):
            width = self.width
        else:
            width = self.width

        wrap: bool | None | str | Unset
        if isinstance(self.wrap, Unset):
            wrap = UNSET
        else:
            wrap = self.wrap

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if align is not UNSET:
            field_dict["align"] = align
        if align_self is not UNSET:
            field_dict["align_self"] = align_self
        if aspect is not UNSET:
            field_dict["aspect"] = aspect
        if background is not UNSET:
            field_dict["background"] = background
        if background_image is not UNSET:
            field_dict["background_image"] = background_image
        if background_position is not UNSET:
            field_dict["background_position"] = background_position
        if background_size is not UNSET:
            field_dict["background_size"] = background_size
        if border is not UNSET:
            field_dict["border"] = border
        if border_color is not UNSET:
            field_dict["border_color"] = border_color
        if border_side is not UNSET:
            field_dict["border_side"] = border_side
        if color is not UNSET:
            field_dict["color"] = color
        if column_gap is not UNSET:
            field_dict["column_gap"] = column_gap
        if columns is not UNSET:
            field_dict["columns"] = columns
        if display is not UNSET:
            field_dict["display"] = display
        if fit is not UNSET:
            field_dict["fit"] = fit
        if font is not UNSET:
            field_dict["font"] = font
        if gap is not UNSET:
            field_dict["gap"] = gap
        if gradient_direction is not UNSET:
            field_dict["gradient_direction"] = gradient_direction
        if gradient_to is not UNSET:
            field_dict["gradient_to"] = gradient_to
        if grow is not UNSET:
            field_dict["grow"] = grow
        if height is not UNSET:
            field_dict["height"] = height
        if hidden is not UNSET:
            field_dict["hidden"] = hidden
        if italic is not UNSET:
            field_dict["italic"] = italic
        if justify is not UNSET:
            field_dict["justify"] = justify
        if justify_self is not UNSET:
            field_dict["justify_self"] = justify_self
        if layer is not UNSET:
            field_dict["layer"] = layer
        if leading is not UNSET:
            field_dict["leading"] = leading
        if letter_case is not UNSET:
            field_dict["letter_case"] = letter_case
        if lift is not UNSET:
            field_dict["lift"] = lift
        if margin is not UNSET:
            field_dict["margin"] = margin
        if margin_block is not UNSET:
            field_dict["margin_block"] = margin_block
        if margin_bottom is not UNSET:
            field_dict["margin_bottom"] = margin_bottom
        if margin_end is not UNSET:
            field_dict["margin_end"] = margin_end
        if margin_inline is not UNSET:
            field_dict["margin_inline"] = margin_inline
        if margin_start is not UNSET:
            field_dict["margin_start"] = margin_start
        if margin_top is not UNSET:
            field_dict["margin_top"] = margin_top
        if max_width is not UNSET:
            field_dict["max_width"] = max_width
        if min_height is not UNSET:
            field_dict["min_height"] = min_height
        if opacity is not UNSET:
            field_dict["opacity"] = opacity
        if order is not UNSET:
            field_dict["order"] = order
        if overflow is not UNSET:
            field_dict["overflow"] = overflow
        if overlay is not UNSET:
            field_dict["overlay"] = overlay
        if padding is not UNSET:
            field_dict["padding"] = padding
        if padding_block is not UNSET:
            field_dict["padding_block"] = padding_block
        if padding_bottom is not UNSET:
            field_dict["padding_bottom"] = padding_bottom
        if padding_end is not UNSET:
            field_dict["padding_end"] = padding_end
        if padding_inline is not UNSET:
            field_dict["padding_inline"] = padding_inline
        if padding_start is not UNSET:
            field_dict["padding_start"] = padding_start
        if padding_top is not UNSET:
            field_dict["padding_top"] = padding_top
        if position is not UNSET:
            field_dict["position"] = position
        if radius is not UNSET:
            field_dict["radius"] = radius
        if row_gap is not UNSET:
            field_dict["row_gap"] = row_gap
        if shadow is not UNSET:
            field_dict["shadow"] = shadow
        if size is not UNSET:
            field_dict["size"] = size
        if span is not UNSET:
            field_dict["span"] = span
        if text_align is not UNSET:
            field_dict["text_align"] = text_align
        if top is not UNSET:
            field_dict["top"] = top
        if tracking is not UNSET:
            field_dict["tracking"] = tracking
        if weight is not UNSET:
            field_dict["weight"] = weight
        if width is not UNSET:
            field_dict["width"] = width
        if wrap is not UNSET:
            field_dict["wrap"] = wrap

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("StyleRules", {}), **src_dict}

        def _parse_align(data: object) -> None | str | StyleRulesAlignType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                align_type_0 = check_style_rules_align_type_0(data)

                return align_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesAlignType0 | Unset, data)

        align = _parse_align(d.pop("align", UNSET))

        def _parse_align_self(data: object) -> None | str | StyleRulesAlignSelfType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                align_self_type_0 = check_style_rules_align_self_type_0(data)

                return align_self_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesAlignSelfType0 | Unset, data)

        align_self = _parse_align_self(d.pop("align_self", UNSET))

        def _parse_aspect(data: object) -> None | str | StyleRulesAspectType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                aspect_type_0 = check_style_rules_aspect_type_0(data)

                return aspect_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesAspectType0 | Unset, data)

        aspect = _parse_aspect(d.pop("aspect", UNSET))

        def _parse_background(data: object) -> None | str | StyleRulesBackgroundType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                background_type_0 = check_style_rules_background_type_0(data)

                return background_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesBackgroundType0 | Unset, data)

        background = _parse_background(d.pop("background", UNSET))

        def _parse_background_image(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        background_image = _parse_background_image(d.pop("background_image", UNSET))

        def _parse_background_position(data: object) -> None | StyleRulesBackgroundPositionType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                background_position_type_0 = check_style_rules_background_position_type_0(data)

                return background_position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StyleRulesBackgroundPositionType0 | Unset, data)

        background_position = _parse_background_position(d.pop("background_position", UNSET))

        def _parse_background_size(data: object) -> None | StyleRulesBackgroundSizeType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                background_size_type_0 = check_style_rules_background_size_type_0(data)

                return background_size_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StyleRulesBackgroundSizeType0 | Unset, data)

        background_size = _parse_background_size(d.pop("background_size", UNSET))

        def _parse_border(data: object) -> None | str | StyleRulesBorderType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                border_type_0 = check_style_rules_border_type_0(data)

                return border_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesBorderType0 | Unset, data)

        border = _parse_border(d.pop("border", UNSET))

        def _parse_border_color(data: object) -> None | str | StyleRulesBorderColorType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                border_color_type_0 = check_style_rules_border_color_type_0(data)

                return border_color_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesBorderColorType0 | Unset, data)

        border_color = _parse_border_color(d.pop("border_color", UNSET))

        def _parse_border_side(data: object) -> None | StyleRulesBorderSideType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                border_side_type_0 = check_style_rules_border_side_type_0(data)

                return border_side_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StyleRulesBorderSideType0 | Unset, data)

        border_side = _parse_border_side(d.pop("border_side", UNSET))

        def _parse_color(data: object) -> None | str | StyleRulesColorType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                color_type_0 = check_style_rules_color_type_0(data)

                return color_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesColorType0 | Unset, data)

        color = _parse_color(d.pop("color", UNSET))

        def _parse_column_gap(data: object) -> None | str | StyleRulesColumnGapType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                column_gap_type_0 = check_style_rules_column_gap_type_0(data)

                return column_gap_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesColumnGapType0 | Unset, data)

        column_gap = _parse_column_gap(d.pop("column_gap", UNSET))

        def _parse_columns(data: object) -> Literal["auto"] | None | str | StyleRulesColumnsType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                columns_type_0 = check_style_rules_columns_type_0(data)

                return columns_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            columns_type_1 = cast(Literal["auto"], data)
            if columns_type_1 != "auto":
                raise ValueError(f"columns_type_1 must match const 'auto', got '{columns_type_1}'")
            return columns_type_1
            return cast(Literal["auto"] | None | str | StyleRulesColumnsType0 | Unset, data)

        columns = _parse_columns(d.pop("columns", UNSET))

        def _parse_display(data: object) -> None | str | StyleRulesDisplayType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                display_type_0 = check_style_rules_display_type_0(data)

                return display_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesDisplayType0 | Unset, data)

        display = _parse_display(d.pop("display", UNSET))

        def _parse_fit(data: object) -> None | str | StyleRulesFitType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                fit_type_0 = check_style_rules_fit_type_0(data)

                return fit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesFitType0 | Unset, data)

        fit = _parse_fit(d.pop("fit", UNSET))

        def _parse_font(data: object) -> None | str | StyleRulesFontType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                font_type_0 = check_style_rules_font_type_0(data)

                return font_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesFontType0 | Unset, data)

        font = _parse_font(d.pop("font", UNSET))

        def _parse_gap(data: object) -> None | str | StyleRulesGapType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gap_type_0 = check_style_rules_gap_type_0(data)

                return gap_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesGapType0 | Unset, data)

        gap = _parse_gap(d.pop("gap", UNSET))

        def _parse_gradient_direction(data: object) -> None | StyleRulesGradientDirectionType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gradient_direction_type_0 = check_style_rules_gradient_direction_type_0(data)

                return gradient_direction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StyleRulesGradientDirectionType0 | Unset, data)

        gradient_direction = _parse_gradient_direction(d.pop("gradient_direction", UNSET))

        def _parse_gradient_to(data: object) -> None | StyleRulesGradientToType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                gradient_to_type_0 = check_style_rules_gradient_to_type_0(data)

                return gradient_to_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StyleRulesGradientToType0 | Unset, data)

        gradient_to = _parse_gradient_to(d.pop("gradient_to", UNSET))

        def _parse_grow(data: object) -> bool | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | str | Unset, data)

        grow = _parse_grow(d.pop("grow", UNSET))

        def _parse_height(data: object) -> None | str | StyleRulesHeightType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                height_type_0 = check_style_rules_height_type_0(data)

                return height_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesHeightType0 | Unset, data)

        height = _parse_height(d.pop("height", UNSET))

        def _parse_hidden(data: object) -> bool | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | str | Unset, data)

        hidden = _parse_hidden(d.pop("hidden", UNSET))

        def _parse_italic(data: object) -> bool | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | str | Unset, data)

        italic = _parse_italic(d.pop("italic", UNSET))

        def _parse_justify(data: object) -> None | str | StyleRulesJustifyType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                justify_type_0 = check_style_rules_justify_type_0(data)

                return justify_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesJustifyType0 | Unset, data)

        justify = _parse_justify(d.pop("justify", UNSET))

        def _parse_justify_self(data: object) -> None | str | StyleRulesJustifySelfType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                justify_self_type_0 = check_style_rules_justify_self_type_0(data)

                return justify_self_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesJustifySelfType0 | Unset, data)

        justify_self = _parse_justify_self(d.pop("justify_self", UNSET))

        def _parse_layer(data: object) -> None | str | StyleRulesLayerType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                layer_type_0 = check_style_rules_layer_type_0(data)

                return layer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesLayerType0 | Unset, data)

        layer = _parse_layer(d.pop("layer", UNSET))

        def _parse_leading(data: object) -> None | str | StyleRulesLeadingType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                leading_type_0 = check_style_rules_leading_type_0(data)

                return leading_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesLeadingType0 | Unset, data)

        leading = _parse_leading(d.pop("leading", UNSET))

        def _parse_letter_case(data: object) -> None | str | StyleRulesLetterCaseType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                letter_case_type_0 = check_style_rules_letter_case_type_0(data)

                return letter_case_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesLetterCaseType0 | Unset, data)

        letter_case = _parse_letter_case(d.pop("letter_case", UNSET))

        def _parse_lift(data: object) -> None | str | StyleRulesLiftType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                lift_type_0 = check_style_rules_lift_type_0(data)

                return lift_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesLiftType0 | Unset, data)

        lift = _parse_lift(d.pop("lift", UNSET))

        def _parse_margin(data: object) -> None | str | StyleRulesMarginType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_type_0 = check_style_rules_margin_type_0(data)

                return margin_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMarginType0 | Unset, data)

        margin = _parse_margin(d.pop("margin", UNSET))

        def _parse_margin_block(data: object) -> None | str | StyleRulesMarginBlockType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_block_type_0 = check_style_rules_margin_block_type_0(data)

                return margin_block_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMarginBlockType0 | Unset, data)

        margin_block = _parse_margin_block(d.pop("margin_block", UNSET))

        def _parse_margin_bottom(data: object) -> None | str | StyleRulesMarginBottomType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_bottom_type_0 = check_style_rules_margin_bottom_type_0(data)

                return margin_bottom_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMarginBottomType0 | Unset, data)

        margin_bottom = _parse_margin_bottom(d.pop("margin_bottom", UNSET))

        def _parse_margin_end(data: object) -> None | str | StyleRulesMarginEndType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_end_type_0 = check_style_rules_margin_end_type_0(data)

                return margin_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMarginEndType0 | Unset, data)

        margin_end = _parse_margin_end(d.pop("margin_end", UNSET))

        def _parse_margin_inline(data: object) -> None | str | StyleRulesMarginInlineType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_inline_type_0 = check_style_rules_margin_inline_type_0(data)

                return margin_inline_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMarginInlineType0 | Unset, data)

        margin_inline = _parse_margin_inline(d.pop("margin_inline", UNSET))

        def _parse_margin_start(data: object) -> None | str | StyleRulesMarginStartType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_start_type_0 = check_style_rules_margin_start_type_0(data)

                return margin_start_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMarginStartType0 | Unset, data)

        margin_start = _parse_margin_start(d.pop("margin_start", UNSET))

        def _parse_margin_top(data: object) -> None | str | StyleRulesMarginTopType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                margin_top_type_0 = check_style_rules_margin_top_type_0(data)

                return margin_top_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMarginTopType0 | Unset, data)

        margin_top = _parse_margin_top(d.pop("margin_top", UNSET))

        def _parse_max_width(data: object) -> None | str | StyleRulesMaxWidthType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                max_width_type_0 = check_style_rules_max_width_type_0(data)

                return max_width_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMaxWidthType0 | Unset, data)

        max_width = _parse_max_width(d.pop("max_width", UNSET))

        def _parse_min_height(data: object) -> None | str | StyleRulesMinHeightType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                min_height_type_0 = check_style_rules_min_height_type_0(data)

                return min_height_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesMinHeightType0 | Unset, data)

        min_height = _parse_min_height(d.pop("min_height", UNSET))

        def _parse_opacity(data: object) -> None | str | StyleRulesOpacityType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                opacity_type_0 = check_style_rules_opacity_type_0(data)

                return opacity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesOpacityType0 | Unset, data)

        opacity = _parse_opacity(d.pop("opacity", UNSET))

        def _parse_order(data: object) -> None | str | StyleRulesOrderType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                order_type_0 = check_style_rules_order_type_0(data)

                return order_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesOrderType0 | Unset, data)

        order = _parse_order(d.pop("order", UNSET))

        def _parse_overflow(data: object) -> None | str | StyleRulesOverflowType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                overflow_type_0 = check_style_rules_overflow_type_0(data)

                return overflow_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesOverflowType0 | Unset, data)

        overflow = _parse_overflow(d.pop("overflow", UNSET))

        def _parse_overlay(data: object) -> None | StyleRulesOverlayType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                overlay_type_0 = check_style_rules_overlay_type_0(data)

                return overlay_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StyleRulesOverlayType0 | Unset, data)

        overlay = _parse_overlay(d.pop("overlay", UNSET))

        def _parse_padding(data: object) -> None | str | StyleRulesPaddingType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                padding_type_0 = check_style_rules_padding_type_0(data)

                return padding_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesPaddingType0 | Unset, data)

        padding = _parse_padding(d.pop("padding", UNSET))

        def _parse_padding_block(data: object) -> None | str | StyleRulesPaddingBlockType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                padding_block_type_0 = check_style_rules_padding_block_type_0(data)

                return padding_block_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesPaddingBlockType0 | Unset, data)

        padding_block = _parse_padding_block(d.pop("padding_block", UNSET))

        def _parse_padding_bottom(data: object) -> None | str | StyleRulesPaddingBottomType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                padding_bottom_type_0 = check_style_rules_padding_bottom_type_0(data)

                return padding_bottom_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesPaddingBottomType0 | Unset, data)

        padding_bottom = _parse_padding_bottom(d.pop("padding_bottom", UNSET))

        def _parse_padding_end(data: object) -> None | str | StyleRulesPaddingEndType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                padding_end_type_0 = check_style_rules_padding_end_type_0(data)

                return padding_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesPaddingEndType0 | Unset, data)

        padding_end = _parse_padding_end(d.pop("padding_end", UNSET))

        def _parse_padding_inline(data: object) -> None | str | StyleRulesPaddingInlineType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                padding_inline_type_0 = check_style_rules_padding_inline_type_0(data)

                return padding_inline_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesPaddingInlineType0 | Unset, data)

        padding_inline = _parse_padding_inline(d.pop("padding_inline", UNSET))

        def _parse_padding_start(data: object) -> None | str | StyleRulesPaddingStartType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                padding_start_type_0 = check_style_rules_padding_start_type_0(data)

                return padding_start_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesPaddingStartType0 | Unset, data)

        padding_start = _parse_padding_start(d.pop("padding_start", UNSET))

        def _parse_padding_top(data: object) -> None | str | StyleRulesPaddingTopType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                padding_top_type_0 = check_style_rules_padding_top_type_0(data)

                return padding_top_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesPaddingTopType0 | Unset, data)

        padding_top = _parse_padding_top(d.pop("padding_top", UNSET))

        def _parse_position(data: object) -> None | str | StyleRulesPositionType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                position_type_0 = check_style_rules_position_type_0(data)

                return position_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesPositionType0 | Unset, data)

        position = _parse_position(d.pop("position", UNSET))

        def _parse_radius(data: object) -> None | str | StyleRulesRadiusType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                radius_type_0 = check_style_rules_radius_type_0(data)

                return radius_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesRadiusType0 | Unset, data)

        radius = _parse_radius(d.pop("radius", UNSET))

        def _parse_row_gap(data: object) -> None | str | StyleRulesRowGapType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                row_gap_type_0 = check_style_rules_row_gap_type_0(data)

                return row_gap_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesRowGapType0 | Unset, data)

        row_gap = _parse_row_gap(d.pop("row_gap", UNSET))

        def _parse_shadow(data: object) -> None | str | StyleRulesShadowType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                shadow_type_0 = check_style_rules_shadow_type_0(data)

                return shadow_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesShadowType0 | Unset, data)

        shadow = _parse_shadow(d.pop("shadow", UNSET))

        def _parse_size(data: object) -> None | str | StyleRulesSizeType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                size_type_0 = check_style_rules_size_type_0(data)

                return size_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesSizeType0 | Unset, data)

        size = _parse_size(d.pop("size", UNSET))

        def _parse_span(data: object) -> Literal["full"] | None | str | StyleRulesSpanType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                span_type_0 = check_style_rules_span_type_0(data)

                return span_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            span_type_1 = cast(Literal["full"], data)
            if span_type_1 != "full":
                raise ValueError(f"span_type_1 must match const 'full', got '{span_type_1}'")
            return span_type_1
            return cast(Literal["full"] | None | str | StyleRulesSpanType0 | Unset, data)

        span = _parse_span(d.pop("span", UNSET))

        def _parse_text_align(data: object) -> None | str | StyleRulesTextAlignType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                text_align_type_0 = check_style_rules_text_align_type_0(data)

                return text_align_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesTextAlignType0 | Unset, data)

        text_align = _parse_text_align(d.pop("text_align", UNSET))

        def _parse_top(data: object) -> None | str | StyleRulesTopType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                top_type_0 = check_style_rules_top_type_0(data)

                return top_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesTopType0 | Unset, data)

        top = _parse_top(d.pop("top", UNSET))

        def _parse_tracking(data: object) -> None | str | StyleRulesTrackingType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                tracking_type_0 = check_style_rules_tracking_type_0(data)

                return tracking_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesTrackingType0 | Unset, data)

        tracking = _parse_tracking(d.pop("tracking", UNSET))

        def _parse_weight(data: object) -> None | str | StyleRulesWeightType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                weight_type_0 = check_style_rules_weight_type_0(data)

                return weight_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesWeightType0 | Unset, data)

        weight = _parse_weight(d.pop("weight", UNSET))

        def _parse_width(data: object) -> None | str | StyleRulesWidthType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                width_type_0 = check_style_rules_width_type_0(data)

                return width_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | str | StyleRulesWidthType0 | Unset, data)

        width = _parse_width(d.pop("width", UNSET))

        def _parse_wrap(data: object) -> bool | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | str | Unset, data)

        wrap = _parse_wrap(d.pop("wrap", UNSET))

        style_rules = cls(
            align=align,
            align_self=align_self,
            aspect=aspect,
            background=background,
            background_image=background_image,
            background_position=background_position,
            background_size=background_size,
            border=border,
            border_color=border_color,
            border_side=border_side,
            color=color,
            column_gap=column_gap,
            columns=columns,
            display=display,
            fit=fit,
            font=font,
            gap=gap,
            gradient_direction=gradient_direction,
            gradient_to=gradient_to,
            grow=grow,
            height=height,
            hidden=hidden,
            italic=italic,
            justify=justify,
            justify_self=justify_self,
            layer=layer,
            leading=leading,
            letter_case=letter_case,
            lift=lift,
            margin=margin,
            margin_block=margin_block,
            margin_bottom=margin_bottom,
            margin_end=margin_end,
            margin_inline=margin_inline,
            margin_start=margin_start,
            margin_top=margin_top,
            max_width=max_width,
            min_height=min_height,
            opacity=opacity,
            order=order,
            overflow=overflow,
            overlay=overlay,
            padding=padding,
            padding_block=padding_block,
            padding_bottom=padding_bottom,
            padding_end=padding_end,
            padding_inline=padding_inline,
            padding_start=padding_start,
            padding_top=padding_top,
            position=position,
            radius=radius,
            row_gap=row_gap,
            shadow=shadow,
            size=size,
            span=span,
            text_align=text_align,
            top=top,
            tracking=tracking,
            weight=weight,
            width=width,
            wrap=wrap,
        )

        return style_rules
