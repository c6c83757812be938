from typing import Literal, cast

ProductDataAvailabilityType0 = Literal["in_stock", "out_of_stock", "preorder"]


def check_product_data_availability_type_0(value: str) -> ProductDataAvailabilityType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(ProductDataAvailabilityType0, value)
