"""What can go wrong with a site, one class a code."""

from app.core.errors import Invalid


class ContrastTooLow(Invalid):
    """Text or the edge of a control could not be read on what is behind it."""

    code, title = "contrast_too_low", "Some colours cannot be read on others"
    mend = "Change one colour of each pair that `errors` names, or leave one out: then it follows from the others."
