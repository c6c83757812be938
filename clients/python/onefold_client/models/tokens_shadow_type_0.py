from typing import Literal, cast

TokensShadowType0 = Literal["crisp", "lifted", "none", "soft"]


def check_tokens_shadow_type_0(value: str) -> TokensShadowType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(TokensShadowType0, value)
