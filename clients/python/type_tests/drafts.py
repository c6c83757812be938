"""What type checkers know of the JSON that is sent: kinds with their params, components with their props.

mypy runs this file, nobody else does: an ignored error that is none fails.
"""

from onefold_client.error_codes import ErrorCode, PublishWorkflowErrorCode
from onefold_client.inputs import GraphDict, PageTreeDict

GRAPH: GraphDict = {
    "nodes": [
        {"id": "start", "kind": "trigger.manual"},
        {"id": "say", "kind": "log", "params": {"message": "Hello {{ trigger.input.name }}"}},
        {"id": "wait", "kind": "delay", "params": {"seconds": "{{ trigger.input.seconds }}"}},
        {
            "id": "each",
            "kind": "for_each",
            "params": {"items": [1], "body": {"nodes": [{"id": "in", "kind": "delay", "params": {"seconds": 1}}]}},
        },
    ],
    "edges": [{"from": "start", "to": "say"}],
}
PAGE: PageTreeDict = {
    "root": {
        "children": [
            {
                "id": "form",
                "type": "Form",
                "children": [
                    {"id": "title", "type": "Heading", "props": {"text": "Hello", "level": "{{ params.level }}"}}
                ],
            }
        ]
    }
}
CODE: PublishWorkflowErrorCode = "workflow_not_found"
ANY_CODE: ErrorCode = CODE

UNKNOWN_KIND: GraphDict = {
    "nodes": [{"id": "say", "kind": "lgo", "params": {"message": "x"}}]  # type: ignore[list-item]
}
UNKNOWN_PARAM: GraphDict = {
    "nodes": [{"id": "say", "kind": "log", "params": {"mesage": "x"}}]  # type: ignore[list-item]
}
WRONG_PARAM: GraphDict = {
    "nodes": [{"id": "wait", "kind": "delay", "params": {"seconds": [1]}}]  # type: ignore[list-item]
}
UNKNOWN_COMPONENT: PageTreeDict = {
    "root": {"children": [{"id": "a", "type": "Hedding", "props": {"text": "x"}}]}  # type: ignore[typeddict-item]
}
OTHER_CODE: PublishWorkflowErrorCode = "bucket_not_found"  # type: ignore[assignment]
