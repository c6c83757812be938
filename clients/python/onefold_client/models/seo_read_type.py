from typing import Literal, cast

SeoReadType = Literal["article", "product", "profile", "website"]


def check_seo_read_type(value: str) -> SeoReadType:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(SeoReadType, value)
