"""How both clients name an operation: a namespace for its tag, and in there what its id says besides the tag.

`publish_workflow` of the tag `workflows` is `workflows.publish`; `list_workflow_versions`, `workflows.list_versions`.
"""


def namespace_words(tag: str) -> list[str]:
    """Return the words of a tag's namespace: `api-keys` is `api`, `keys`."""
    return tag.replace("_", "-").split("-")


def method_words(tag: str, operation_id: str) -> list[str]:
    """Return the words of an operation's method: those of its id without the tag's own, in the singular or plural."""
    words = operation_id.split("_")
    own = namespace_words(tag)
    for name in (own, [*own[:-1], _singular(own[-1])]):
        for start in range(len(words) - len(name) + 1):
            rest = words[:start] + words[start + len(name) :]
            if words[start : start + len(name)] == name and rest:
                return rest
    return words


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
