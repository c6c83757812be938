from typing import Literal, cast

SeoType = Literal["article", "product", "profile", "website"]


def check_seo_type(value: str) -> SeoType:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(SeoType, value)
