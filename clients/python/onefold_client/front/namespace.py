"""What the generated namespaces are made of: one method for each kind of answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

from .calls import M, Model, make_call, read_any, read_json, read_model, read_nothing
from .downloads import AsyncDownload, Download, FileInfo
from .lists import AsyncItems, Items, P
from .stream import EventPage, follow, follow_async
from .transport import AsyncTransport, Transport
from .uploads import AsyncContent, Content, Progress, Upload

if TYPE_CHECKING:
    from ..types import File
    from ..event_types import ExecutionEvent
    from ..models import EventList

# Files come as they are, so that the size on the way is theirs.
FILE = {"Accept": "*/*", "Accept-Encoding": "identity"}
TEXT = {"Accept": "*/*"}


class Namespace:
    """The operations of one tag."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def _json(self, model: Model[M], operation: str, /, **given: Any) -> M:
        return read_model(self._transport.send(make_call(operation, given)), model)

    def _value(self, operation: str, /, **given: Any) -> Any:
        return read_json(self._transport.send(make_call(operation, given)))

    def _any(self, operation: str, /, **given: Any) -> Any:
        return read_any(self._transport.send(make_call(operation, given)))

    def _text(self, operation: str, /, **given: Any) -> str:
        return self._transport.send(make_call(operation, given, TEXT)).text

    def _nothing(self, operation: str, /, **given: Any) -> None:
        read_nothing(self._transport.send(make_call(operation, given)))

    def _list(self, model: Model[P], operation: str, /, *, cursor: str | None = None, **given: Any) -> Items[Any, P]:
        return Items(lambda cursor: self._json(model, operation, cursor=cursor, **given), cursor, "next_cursor")

    def _events(self, operation: str, /, *, after: int | None, **given: Any) -> Items[ExecutionEvent, EventList]:
        return Items(lambda after: self._json(EventPage, operation, after=after, **given), after, "next_after")

    def _stream(self, execution: str, after: int | None) -> Iterator[ExecutionEvent]:
        return follow(self._transport, execution, after or 0)

    def _head(self, operation: str, /, **given: Any) -> FileInfo:
        return FileInfo(self._transport.send(make_call(operation, given)))

    def _download(self, operation: str, /, **given: Any) -> Download:
        return Download(self._transport.send(make_call(operation, given, FILE), stream=True))

    def _upload(
        self,
        model: Model[M],
        operation: str,
        content: Content,
        content_type: str | None,
        progress: Progress | None,
        /,
        **given: Any,
    ) -> M:
        with Upload(content, given["key"], content_type, progress) as upload:
            call = make_call(operation, given | {"body": upload.file()})
            return read_model(self._transport.send(upload.call(call, upload.chunks())), model)

    def _upload_form(
        self,
        model: Model[M],
        operation: str,
        content: Content,
        name: str | None,
        content_type: str | None,
        progress: Progress | None,
        form: Callable[[File], Any],
        /,
    ) -> M:
        with Upload(content, name, content_type, progress) as upload:
            call = make_call(operation, {"body": form(upload.form_file())})
            return read_model(self._transport.send(call), model)


class AsyncNamespace:
    """The operations of one tag."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def _json(self, model: Model[M], operation: str, /, **given: Any) -> M:
        return read_model(await self._transport.send(make_call(operation, given)), model)

    async def _value(self, operation: str, /, **given: Any) -> Any:
        return read_json(await self._transport.send(make_call(operation, given)))

    async def _any(self, operation: str, /, **given: Any) -> Any:
        return read_any(await self._transport.send(make_call(operation, given)))

    async def _text(self, operation: str, /, **given: Any) -> str:
        return (await self._transport.send(make_call(operation, given, TEXT))).text

    async def _nothing(self, operation: str, /, **given: Any) -> None:
        read_nothing(await self._transport.send(make_call(operation, given)))

    def _list(
        self, model: Model[P], operation: str, /, *, cursor: str | None = None, **given: Any
    ) -> AsyncItems[Any, P]:
        return AsyncItems(lambda cursor: self._json(model, operation, cursor=cursor, **given), cursor, "next_cursor")

    def _events(self, operation: str, /, *, after: int | None, **given: Any) -> AsyncItems[ExecutionEvent, EventList]:
        return AsyncItems(lambda after: self._json(EventPage, operation, after=after, **given), after, "next_after")

    def _stream(self, execution: str, after: int | None) -> AsyncIterator[ExecutionEvent]:
        return follow_async(self._transport, execution, after or 0)

    async def _head(self, operation: str, /, **given: Any) -> FileInfo:
        return FileInfo(await self._transport.send(make_call(operation, given)))

    async def _download(self, operation: str, /, **given: Any) -> AsyncDownload:
        return AsyncDownload(await self._transport.send(make_call(operation, given, FILE), stream=True))

    async def _upload(
        self,
        model: Model[M],
        operation: str,
        content: AsyncContent,
        content_type: str | None,
        progress: Progress | None,
        /,
        **given: Any,
    ) -> M:
        with Upload(content, given["key"], content_type, progress) as upload:
            call = make_call(operation, given | {"body": upload.file()})
            return read_model(await self._transport.send(upload.call(call, upload.achunks())), model)

    async def _upload_form(
        self,
        model: Model[M],
        operation: str,
        content: AsyncContent,
        name: str | None,
        content_type: str | None,
        progress: Progress | None,
        form: Callable[[File], Any],
        /,
    ) -> M:
        with Upload(content, name, content_type, progress) as upload:
            call = make_call(operation, {"body": form(upload.form_file())})
            return read_model(await self._transport.send(call), model)
