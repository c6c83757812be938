from typing import Literal, cast

PageVariableScope = Literal["cookies", "page", "session"]


def check_page_variable_scope(value: str) -> PageVariableScope:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageVariableScope, value)
