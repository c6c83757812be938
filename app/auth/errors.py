"""The errors of the auth slice, one class a stable code."""

from app.core.errors import Conflict, Forbidden, Invalid, NotFound, TooManyRequests, Unauthenticated, Unavailable


class SessionEnded(Unauthenticated):
    """The cookie names no session that is still good."""

    code, title = "session_ended", "The session has ended"


class InvalidCredentials(Unauthenticated):
    """Address and password do not belong together; which of them is wrong is not said."""

    code, title = "invalid_credentials", "The e-mail address or the password is wrong"


class UserSuspended(Unauthenticated):
    """An owner suspended this person."""

    code, title = "user_suspended", "This account is suspended"


class KeyMalformed(Unauthenticated):
    """The key has a typing error: its checksum or its form does not fit."""

    code, title = "key_malformed", "This is not a whole API key"


class KeyUnknown(Unauthenticated):
    """The key has the right form and is none of ours."""

    code, title = "key_unknown", "This API key does not exist"


class KeyRevoked(Unauthenticated):
    """The key was revoked."""

    code, title = "key_revoked", "This API key was revoked"


class KeyExpired(Unauthenticated):
    """The key is past its expiry."""

    code, title = "key_expired", "This API key has expired"


class KeyAddressRefused(Forbidden):
    """The key may not be used from this network."""

    code, title = "key_address_refused", "This API key may not be used from here"


class HttpsRequired(Forbidden):
    """A browser would drop the session cookie on this connection."""

    code, title = "https_required", "Signing in needs https"


class SetupTokenInvalid(Forbidden):
    """The setup token is not one that a start of this installation printed."""

    code, title = "setup_token_invalid", "The setup token is not valid"


class SetupClosed(Conflict):
    """There is a first owner already."""

    code, title = "setup_closed", "The first owner exists already"


class EmailTaken(Conflict):
    """Another user has this address."""

    code, title = "email_taken", "Another user has this address"


class LastOwner(Conflict):
    """Without this owner nobody could manage users."""

    code, title = "last_owner", "This is the last active owner"


class WeakPassword(Invalid):
    """The new password is too easy to guess."""

    code, title = "weak_password", "Choose another password"


class TooManyAttempts(TooManyRequests):
    """Too many failed attempts to sign in; `Retry-After` says for how long."""

    code, title = "too_many_attempts", "Too many attempts"


class PasswordsBusy(Unavailable):
    """More passwords wait to be checked than this process takes in."""

    code, title = "passwords_busy", "Too many people sign in right now"


class UserNotFound(NotFound):
    """There is no such user."""

    code, title = "user_not_found", "There is no such user"


class SessionNotFound(NotFound):
    """There is no such session of this person."""

    code, title = "session_not_found", "There is no such session"


class KeyNotFound(NotFound):
    """There is no such key, or it is somebody else's."""

    code, title = "key_not_found", "There is no such API key"
