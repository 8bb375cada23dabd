"""A file without a name, for what is made for one person: it is gone when it is closed."""

from tempfile import SpooledTemporaryFile

from django.conf import settings

IN_MEMORY = 1024 * 1024


class PrivateFile(SpooledTemporaryFile[bytes]):
    """In memory as long as it is small, then on disk without a name, beside the data."""

    def __init__(self) -> None:
        super().__init__(IN_MEMORY, dir=str(settings.DATA_FOLDER))

    def __del__(self) -> None:
        # An answer that nobody read is not closed by anybody else. Not by `self.close()`: Django
        # puts the end of the request there, which would close the connection of whichever thread
        # happens to collect the garbage, in the middle of somebody else's request.
        super().close()
