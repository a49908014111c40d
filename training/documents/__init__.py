"""A program as one document: how it is read, checked and written."""

from training.documents.reading import (
    blocks_of,
    read_document,
    read_document_for,
    workout_documents,
    written_out,
)
from training.documents.writing import (
    CannotCopy,
    ProgramHasChanged,
    ProgramIsArchived,
    copy_program,
    create_program,
    write_document,
)

__all__ = [
    "CannotCopy",
    "ProgramHasChanged",
    "ProgramIsArchived",
    "blocks_of",
    "copy_program",
    "create_program",
    "read_document",
    "read_document_for",
    "workout_documents",
    "write_document",
    "written_out",
]
