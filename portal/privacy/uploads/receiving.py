"""Uploads stay in memory (never in a plain temporary file) and are cut off above the limit, before a view sees them."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers, StopUpload
from django.http import HttpRequest

from portal.privacy.uploads.checking import MAX_BYTES, MAX_FILES

MAX_REQUEST = (MAX_FILES + 2) * MAX_BYTES


class SealedUploadHandler(FileUploadHandler):
    """Collects each file in memory up to one byte above the limit; a flood ends the upload."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.total = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.buffer, self.held = BytesIO(), 0
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.total += len(raw_data)
        if self.total > MAX_REQUEST:
            raise StopUpload(connection_reset=True)
        room = MAX_BYTES + 1 - self.held
        self.buffer.write(raw_data[:room])
        self.held += min(room, len(raw_data))

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            file=self.buffer,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=self.held,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
