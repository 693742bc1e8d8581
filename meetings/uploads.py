"""How much is taken of an upload: counted while it comes in, so that what is too large fills no disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST_FILES = 50
"""Files of one upload."""
_FIELDS = 1024 * 1024
"""Bytes that everything in a form beside its files may take."""


class Limited(FileUploadHandler):
    """Takes from nobody but clerks, from them no file that is larger than is read, and not more than so many of them.

    It stands before the handlers that keep the files. Raises RequestDataTooBig, which is answered with 413.
    """

    def handle_raw_input(self, input_data: Any, META: dict[str, Any], content_length: int, *rest: Any) -> None:  # noqa: N803 - Django's own names
        """Look at how much is announced before any of it is read."""
        user = getattr(self.request, "user", None)
        self._left = MOST_FILES * settings.UPLOAD_MAX_BYTES if user is not None and user.is_staff else 0
        if content_length > self._left + _FIELDS:
            raise RequestDataTooBig("The upload is larger than is taken.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file begins."""
        super().new_file(*args, **kwargs)
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and hand on."""
        self._size += len(raw_data)
        if (
            self._size > settings.UPLOAD_MAX_BYTES + _FIELDS // 2
        ):  # a little more is taken, so that the form names the file
            raise RequestDataTooBig("A file of the upload is larger than is read.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one keep it."""
