from typing import Literal, cast

PageVariableReadScope = Literal["cookies", "page", "session"]


def check_page_variable_read_scope(value: str) -> PageVariableReadScope:
    """Return the value as it is: a newer server may say one that this client does not know."""
    return cast(PageVariableReadScope, value)
