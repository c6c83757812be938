from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_data_read import PageDataRead
    from ..models.page_param_read import PageParamRead
    from ..models.page_root_read import PageRootRead
    from ..models.page_variable_read import PageVariableRead


from ..defaults import DEFAULTS

T = TypeVar("T", bound="PageTreeRead")


@_attrs_define
class PageTreeRead:
    """A stored tree. Another build may have stored more fields; `validate` names what this one does not know."""

    data: list[PageDataRead]
    params: list[PageParamRead]
    sitemap_query: None | str
    """ For a slug with parameters: the query that lists its addresses, a row each, in columns named as the
    parameters. """
    variables: list[PageVariableRead]
    root: PageRootRead | Unset = UNSET
    """ The stored top of a page; another build may have stored more fields. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        params = []
        for params_item_data in self.params:
            params_item = params_item_data.to_dict()
            params.append(params_item)

        sitemap_query: None | str
        sitemap_query = self.sitemap_query

        variables = []
        for variables_item_data in self.variables:
            variables_item = variables_item_data.to_dict()
            variables.append(variables_item)

        root: dict[str, Any] | Unset = UNSET
        if not isinstance(self.root, Unset):
            root = self.root.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "data": data,
                "params": params,
                "sitemap_query": sitemap_query,
                "variables": variables,
            }
        )
        if root is not UNSET:
            field_dict["root"] = root

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_data_read import PageDataRead
        from ..models.page_param_read import PageParamRead
        from ..models.page_root_read import PageRootRead
        from ..models.page_variable_read import PageVariableRead

        d = {**DEFAULTS.get("PageTreeRead", {}), **src_dict}
        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = PageDataRead.from_dict(data_item_data)

            data.append(data_item)

        params = []
        _params = d.pop("params")
        for params_item_data in _params:
            params_item = PageParamRead.from_dict(params_item_data)

            params.append(params_item)

        def _parse_sitemap_query(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sitemap_query = _parse_sitemap_query(d.pop("sitemap_query"))

        variables = []
        _variables = d.pop("variables")
        for variables_item_data in _variables:
            variables_item = PageVariableRead.from_dict(variables_item_data)

            variables.append(variables_item)

        _root = d.pop("root", UNSET)
        root: PageRootRead | Unset
        if isinstance(_root, Unset):
            root = UNSET
        else:
            root = PageRootRead.from_dict(_root)

        page_tree_read = cls(
            data=data,
            params=params,
            sitemap_query=sitemap_query,
            variables=variables,
            root=root,
        )

        page_tree_read.additional_properties = d
        return page_tree_read

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
