"""What can go wrong with secrets and variables; each class is one stable code."""

from app.core.errors import Conflict, NotFound


class SecretNotFound(NotFound):
    """There is no secret with this id."""

    code, title = "secret_not_found", "There is no such secret"


class VariableNotFound(NotFound):
    """There is no variable of this name."""

    code, title = "variable_not_found", "There is no such variable"


class SecretNameTaken(Conflict):
    """A secret with this name exists."""

    code, title = "secret_name_taken", "The secret's name is taken"


class SecretInUse(Conflict):
    """Published workflows read this secret; `workflows` in the body names them."""

    code, title = "secret_in_use", "The secret is in use"


class VariableInUse(Conflict):
    """Published workflows read this variable; `workflows` in the body names them."""

    code, title = "variable_in_use", "The variable is in use"


class VariablesFull(Conflict):
    """There are as many variables as there may be."""

    code, title = "variables_full", "There are too many variables"
