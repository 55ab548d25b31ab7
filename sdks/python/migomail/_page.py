"""Pages of lists."""

from __future__ import annotations

from typing import Any, Callable, Dict, Generic, Iterator, List, Optional, TypeVar

T = TypeVar("T")


class Page(Generic[T]):
    """A page of a list. Walking over it goes on to the pages after it, each asked for when it is needed.

    data         what this page holds
    has_more     whether there is a page after it now
    next_cursor  where the list goes on; None where it does not
    """

    def __init__(self, answer: Dict[str, Any], following: Callable[[str], "Page[T]"]) -> None:
        self.data: List[T] = answer.get("data") or []
        self.next_cursor: Optional[str] = answer.get("next_cursor")
        self.has_more: bool = bool(answer.get("has_more")) and self.next_cursor is not None
        self._following = following

    def next_page(self) -> "Page[T]":
        """Asks for the page after it. Raises LookupError where the API gave no cursor."""
        if self.next_cursor is None:
            raise LookupError("the last page")
        return self._following(self.next_cursor)

    def __iter__(self) -> Iterator[T]:
        page = self
        while True:
            yield from page.data
            if not page.has_more:
                return
            page = page.next_page()
