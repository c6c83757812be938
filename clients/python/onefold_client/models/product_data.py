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
from ..models.product_data_availability_type_0 import (
    ProductDataAvailabilityType0,
    check_product_data_availability_type_0,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ProductData")


@_attrs_define
class ProductData:
    """The page shows a product."""

    type_: Literal["product"]
    availability: None | ProductDataAvailabilityType0 | Unset = UNSET
    brand: str | Unset = UNSET
    """ Default: `""`. """
    currency: str | Unset = UNSET
    """ ISO 4217, such as `EUR`. Default: `""`. """
    name: str | Unset = UNSET
    """ Left out, it is that of the page. Default: `""`. """
    price: str | Unset = UNSET
    """ Default: `""`. """
    sku: str | Unset = UNSET
    """ Default: `""`. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        availability: None | str | Unset
        if isinstance(self.availability, Unset):
            availability = UNSET
        elif isinstance(self.availability, str):
            availability = self.availability
        else:
            availability = self.availability

        brand = self.brand

        currency = self.currency

        name = self.name

        price = self.price

        sku = self.sku

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )
        if availability is not UNSET:
            field_dict["availability"] = availability
        if brand is not UNSET:
            field_dict["brand"] = brand
        if currency is not UNSET:
            field_dict["currency"] = currency
        if name is not UNSET:
            field_dict["name"] = name
        if price is not UNSET:
            field_dict["price"] = price
        if sku is not UNSET:
            field_dict["sku"] = sku

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = {**DEFAULTS.get("ProductData", {}), **src_dict}
        type_ = cast(Literal["product"], d.pop("type"))
        if type_ != "product":
            raise ValueError(f"type must match const 'product', got '{type_}'")

        def _parse_availability(data: object) -> None | ProductDataAvailabilityType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                availability_type_0 = check_product_data_availability_type_0(data)

                return availability_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProductDataAvailabilityType0 | Unset, data)

        availability = _parse_availability(d.pop("availability", UNSET))

        brand = d.pop("brand", UNSET)

        currency = d.pop("currency", UNSET)

        name = d.pop("name", UNSET)

        price = d.pop("price", UNSET)

        sku = d.pop("sku", UNSET)

        product_data = cls(
            type_=type_,
            availability=availability,
            brand=brand,
            currency=currency,
            name=name,
            price=price,
            sku=sku,
        )

        return product_data
