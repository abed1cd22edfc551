"""Parquet files of others: whole, with the columns of a registry, of types that mean the same.

What pyarrow says of a bad file is about its inside; here it becomes an error with a code and a remedy.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.parquet as pq

from models.errors import CodedError


class RegistryDamagedError(CodedError):
    code = "registryFileDamaged"
    status = 400
    message = "The registry file is no whole Parquet file: it is cut short, damaged, or of another kind."
    remedy = "Copy or make the file again. JSON Lines must not be named .parquet."


class RegistryColumnMissingError(CodedError):
    code = "registryColumnMissing"
    status = 400
    message = "The column {column} is missing in the registry file, or stands there twice."
    remedy = "Add it, with empty values if need be; `belgianidpro registry generate` shows all columns."


class RegistryColumnInvalidError(CodedError):
    code = "registryColumnInvalid"
    status = 400
    message = "The column {column} of the registry file does not hold {wanted}."
    remedy = "Write the column with the type that `belgianidpro registry generate` gives it."


@contextmanager
def damage_is_coded() -> Iterator[None]:
    """Raises RegistryDamagedError for whatever pyarrow cannot read."""
    try:
        yield
    except (pa.ArrowException, OSError):
        raise RegistryDamagedError from None


def check_schema(found: pa.Schema, wanted: pa.Schema) -> None:
    """Raises RegistryColumnMissingError or RegistryColumnInvalidError for the first such column."""
    for field in wanted:
        place = found.get_field_index(field.name)
        if place < 0:
            raise RegistryColumnMissingError(column=field.name)
        if not _means(found.field(place).type, field.type):
            raise RegistryColumnInvalidError(column=field.name, wanted=_kind(field.type))


def read_columns(file: pq.ParquetFile, names: Sequence[str], wanted: pa.Schema) -> pa.Table:
    """The columns with the types of `wanted`, every text UTF-8. Raises the errors above."""
    with damage_is_coded():
        table = file.read(columns=list(names)).select(list(names))
        table.validate(full=True)
    columns = [_cast(table.column(name), wanted.field(name)) for name in names]
    return pa.table(columns, names=list(names))


def _cast(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    if column.type == field.type:
        return column
    try:
        if pa.types.is_dictionary(field.type):
            return column.cast(field.type.value_type).dictionary_encode().cast(field.type)
        return column.cast(field.type)
    except pa.ArrowException:  # a number too large, or no integer
        raise RegistryColumnInvalidError(column=field.name, wanted=_kind(field.type)) from None


def _means(found: pa.DataType, wanted: pa.DataType) -> bool:
    """Whether values of one type are the other's: integers and texts of any width, lists of its fields."""
    if pa.types.is_null(found):
        return True
    if pa.types.is_list(wanted):
        if not (pa.types.is_list(found) or pa.types.is_large_list(found)):
            return False
        return _holds(found.value_type, wanted.value_type)
    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(found))
    while pa.types.is_dictionary(found):
        found = found.value_type
    return bool(pa.types.is_string(found) or pa.types.is_large_string(found))


def _holds(found: pa.DataType, wanted: pa.StructType) -> bool:
    if pa.types.is_null(found):
        return True
    if not pa.types.is_struct(found):
        return False
    for field in wanted:
        place = found.get_field_index(field.name)
        if place < 0 or not _means(found.field(place).type, field.type):
            return False
    return True


def _kind(wanted: pa.DataType) -> str:
    if pa.types.is_list(wanted):
        return f"lists of {', '.join(field.name for field in wanted.value_type)}"
    return "whole numbers" if pa.types.is_integer(wanted) else "texts"
