from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_data import PageData
    from ..models.page_param import PageParam
    from ..models.page_root import PageRoot
    from ..models.page_variable import PageVariable


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageTree")


@_attrs_define
class PageTree:
    """All components of a page, and what the page declares beside them."""

    data: list[PageData] | Unset = UNSET
    params: list[PageParam] | Unset = UNSET
    root: PageRoot | Unset = UNSET
    """ The top of a page: what stands in its body, from top to bottom. """
    sitemap_query: None | str | Unset = UNSET
    """ For a slug with parameters: the query that lists its addresses, a row each, in columns named as the
    parameters. """
    variables: list[PageVariable] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        data: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.data, Unset):
            data = []
            for data_item_data in self.data:
                data_item = data_item_data.to_dict()
                data.append(data_item)

        params: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.params, Unset):
            params = []
            for params_item_data in self.params:
                params_item = params_item_data.to_dict()
                params.append(params_item)

        root: dict[str, Any] | Unset = UNSET
        if not isinstance(self.root, Unset):
            root = self.root.to_dict()

        sitemap_query: None | str | Unset
        if isinstance(self.sitemap_query, Unset):
            sitemap_query = UNSET
        else:
            sitemap_query = self.sitemap_query

        variables: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.variables, Unset):
            variables = []
            for variables_item_data in self.variables:
                variables_item = variables_item_data.to_dict()
                variables.append(variables_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if data is not UNSET:
            field_dict["data"] = data
        if params is not UNSET:
            field_dict["params"] = params
        if root is not UNSET:
            field_dict["root"] = root
        if sitemap_query is not UNSET:
            field_dict["sitemap_query"] = sitemap_query
        if variables is not UNSET:
            field_dict["variables"] = variables

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_data import PageData
        from ..models.page_param import PageParam
        from ..models.page_root import PageRoot
        from ..models.page_variable import PageVariable

        d = {**DEFAULTS.get("PageTree", {}), **src_dict}
        _data = d.pop("data", UNSET)
        data: list[PageData] | Unset = UNSET
        if _data is not UNSET:
            data = []
            for data_item_data in _data:
                data_item = PageData.from_dict(data_item_data)

                data.append(data_item)

        _params = d.pop("params", UNSET)
        params: list[PageParam] | Unset = UNSET
        if _params is not UNSET:
            params = []
            for params_item_data in _params:
                params_item = PageParam.from_dict(params_item_data)

                params.append(params_item)

        _root = d.pop("root", UNSET)
        root: PageRoot | Unset
        if isinstance(_root, Unset):
            root = UNSET
        else:
            root = PageRoot.from_dict(_root)

        def _parse_sitemap_query(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        sitemap_query = _parse_sitemap_query(d.pop("sitemap_query", UNSET))

        _variables = d.pop("variables", UNSET)
        variables: list[PageVariable] | Unset = UNSET
        if _variables is not UNSET:
            variables = []
            for variables_item_data in _variables:
                variables_item = PageVariable.from_dict(variables_item_data)

                variables.append(variables_item)

        page_tree = cls(
            data=data,
            params=params,
            root=root,
            sitemap_query=sitemap_query,
            variables=variables,
        )

        return page_tree
