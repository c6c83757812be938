from typing import Literal, cast

TokensSchemeType0 = Literal["auto", "dark", "light"]


def check_tokens_scheme_type_0(value: str) -> TokensSchemeType0:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(TokensSchemeType0, value)
