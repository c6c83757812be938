"""The errors of the auth slice, one class a stable code."""

from app.core.errors import Conflict, Forbidden, Invalid, NotFound, TooManyRequests, Unauthenticated, Unavailable


class SessionEnded(Unauthenticated):
    """The cookie names no session that is still good."""

    code, title = "session_ended", "The session has ended"
    mend = "Sign in again."


class InvalidCredentials(Unauthenticated):
    """Address and password do not belong together; which of them is wrong is not said."""

    code, title = "invalid_credentials", "The e-mail address or the password is wrong"
    mend = "Check address and password; `onefold reset-password` sets a new one."


class UserSuspended(Unauthenticated):
    """An owner suspended this person."""

    code, title = "user_suspended", "This account is suspended"
    mend = "Ask an owner to lift the suspension."


class KeyMalformed(Unauthenticated):
    """The key has a typing error: its checksum or its form does not fit."""

    code, title = "key_malformed", "This is not a whole API key"
    mend = "Copy the whole key: `of_sk_` and 46 letters and digits."


class KeyUnknown(Unauthenticated):
    """The key has the right form and is none of ours."""

    code, title = "key_unknown", "This API key does not exist"
    mend = "Check that the key is of this installation; a lost key cannot be shown again, so make a new one."


class KeyRevoked(Unauthenticated):
    """The key was revoked."""

    code, title = "key_revoked", "This API key was revoked"
    mend = "Make a new key."


class KeyExpired(Unauthenticated):
    """The key is past its expiry."""

    code, title = "key_expired", "This API key has expired"
    mend = "Make a new key, with a later `expires_at` or none."


class KeyAddressRefused(Forbidden):
    """The key may not be used from this network."""

    code, title = "key_address_refused", "This API key may not be used from here"
    mend = "Call from one of the networks in the key's `cidrs`, or make a key for this one."


class HttpsRequired(Forbidden):
    """A browser would drop the session cookie on this connection."""

    code, title = "https_required", "Signing in needs https"
    mend = "Open the app by https, or at `127.0.0.1`."


class SetupTokenInvalid(Forbidden):
    """The setup token is not one that a start of this installation printed."""

    code, title = "setup_token_invalid", "The setup token is not valid"
    mend = "Use the token that the last start of the server printed."


class SetupClosed(Conflict):
    """There is a first owner already."""

    code, title = "setup_closed", "The first owner exists already"
    mend = "Sign in; owners make further users at `POST /api/users`."


class EmailTaken(Conflict):
    """Another user has this address."""

    code, title = "email_taken", "Another user has this address"
    mend = "Use another address, or change the user who has this one."


class LastOwner(Conflict):
    """Without this owner nobody could manage users."""

    code, title = "last_owner", "This is the last active owner"
    mend = "Make another user owner first."


class WeakPassword(Invalid):
    """The new password is too easy to guess."""

    code, title = "weak_password", "Choose another password"
    mend = "Choose a longer one that stands in no list of common passwords; the detail says what it lacks."


class TooManyAttempts(TooManyRequests):
    """Too many failed attempts to sign in; `Retry-After` says for how long."""

    code, title = "too_many_attempts", "Too many attempts"
    mend = "Wait as many seconds as `Retry-After` says; `onefold reset-password` sets a new password."


class PasswordsBusy(Unavailable):
    """More passwords wait to be checked than this process takes in."""

    code, title = "passwords_busy", "Too many people sign in right now"
    mend = "Try again after `Retry-After`."


class UserNotFound(NotFound):
    """There is no such user."""

    code, title = "user_not_found", "There is no such user"
    mend = "List the users at `GET /api/users`."


class SessionNotFound(NotFound):
    """There is no such session of this person."""

    code, title = "session_not_found", "There is no such session"
    mend = "List your sessions at `GET /api/auth/sessions`."


class KeyNotFound(NotFound):
    """There is no such key, or it is somebody else's."""

    code, title = "key_not_found", "There is no such API key"
    mend = "List the keys at `GET /api/api-keys`."
