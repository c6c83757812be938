"""What can go wrong with secrets and variables; each class is one stable code."""

from app.core.errors import Conflict, NotFound
from app.core.usage import InUse


class SecretNotFound(NotFound):
    """There is no secret with this id."""

    code, title = "secret_not_found", "There is no such secret"
    mend = "List the secrets at `GET /api/secrets`."


class VariableNotFound(NotFound):
    """There is no variable of this name."""

    code, title = "variable_not_found", "There is no such variable"
    mend = "List the variables at `GET /api/variables`."


class SecretNameTaken(Conflict):
    """A secret with this name exists."""

    code, title = "secret_name_taken", "The secret's name is taken"
    mend = "Change the secret that is there, or choose another name."


class SecretInUse(InUse):
    """Published workflows read this secret."""

    code, title = "secret_in_use", "The secret is in use"


class VariableInUse(InUse):
    """Published workflows read this variable."""

    code, title = "variable_in_use", "The variable is in use"


class VariablesFull(Conflict):
    """There are as many variables as there may be."""

    code, title = "variables_full", "There are too many variables"
    mend = "Delete variables that nothing reads."
