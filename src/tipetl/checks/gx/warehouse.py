"""Define a data source for Great Expectations: a warehouse's DuckDB file, with tables that are read in place.

A batch is a pandas frame of the columns that a table's suite checks. Queries run in DuckDB itself, and only their
offending rows leave it.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Literal

import duckdb
from great_expectations.compatibility import pydantic
from great_expectations.core.batch import LegacyBatchDefinition
from great_expectations.core.batch_spec import RuntimeDataBatchSpec
from great_expectations.datasource.fluent.batch_identifier_util import make_batch_identifier
from great_expectations.datasource.fluent.batch_request import BatchRequest
from great_expectations.datasource.fluent.interfaces import Batch, Datasource
from great_expectations.datasource.fluent.pandas_datasource import _PandasDataAsset
from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine

from tipetl.asking import open_read_only
from tipetl.checks.offenders import Offender, offenders
from tipetl.checks.plan import load_plan
from tipetl.errors import is_interrupt
from tipetl.tables import quoted


class WarehouseEngine(PandasExecutionEngine):
    """Judges frames as the pandas engine does, and runs queries in the database from which the frames come.

    A validation result contains only a few offending rows, but ``found`` contains all offending rows of each query, by
    check id, as returned by ``ask``. ``frames`` contains each suite's batch, read from the connection that
    ``connection_of`` returns for its table.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__()
        self.connection = connection
        self.ask: Callable[[str, str], list[Offender]] = lambda _check_id, query: offenders(connection, query)
        self.connection_of: Callable[[str], duckdb.DuckDBPyConnection] = lambda _table: connection
        self.found: dict[str, list[Offender]] = {}
        self.frames: dict[str, Any] = {}

    def offenders(self, check_id: str, query: str) -> list[Offender]:
        """Return the offending rows of a query. Raises the errors of ``offenders.offenders``, and KeyboardInterrupt for
        Ctrl-C, which Great Expectations would mistake for a failed expectation.
        """
        try:
            self.found[check_id] = self.ask(check_id, query)
        except (duckdb.Error, RuntimeError) as error:
            if is_interrupt(error):
                raise KeyboardInterrupt from error
            raise
        return self.found[check_id]


class WarehouseTable(_PandasDataAsset):
    """A data asset that reads the ``columns`` of ``table``."""

    class Config:
        extra = pydantic.Extra.forbid

    type: Literal["warehouse_table"] = "warehouse_table"
    table: str
    columns: list[str]

    def get_batch(self, batch_request: BatchRequest[Any]) -> Batch:
        """Read the table at the time of the call."""
        self._validate_batch_request(batch_request)
        engine = self.datasource.get_execution_engine()
        statement = f"SELECT {', '.join(map(quoted, self.columns))} FROM {quoted(self.table)}"  # noqa: S608 - own names
        frame = engine.frames[self.name] = engine.connection_of(self.table).execute(statement).df()
        spec = RuntimeDataBatchSpec(batch_data=frame)
        data, markers = engine.get_batch_data_and_markers(batch_spec=spec)
        return Batch(
            datasource=self.datasource,
            data_asset=self,
            batch_request=batch_request,
            data=data,
            metadata=self._get_batch_metadata_from_batch_request(batch_request=batch_request),
            batch_markers=markers,
            batch_spec=spec,
            batch_definition=LegacyBatchDefinition(
                datasource_name=self.datasource.name,
                data_connector_name="warehouse",
                data_asset_name=self.name,
                batch_identifiers=make_batch_identifier(batch_request.options),
            ),
        )


class Warehouse(Datasource[WarehouseTable, WarehouseEngine]):
    """A version's DuckDB file at ``path``, relative to the stored project."""

    asset_types: ClassVar[list[builtins.type]] = [WarehouseTable]

    type: Literal["warehouse"] = "warehouse"
    path: str
    assets: list[WarehouseTable] = []  # noqa: RUF012 - pydantic copies it

    @property
    def execution_engine_type(self) -> builtins.type[WarehouseEngine]:
        return WarehouseEngine

    def connect(self, connection: duckdb.DuckDBPyConnection) -> WarehouseEngine:
        """Use a connection that already has the queries' shared tables, instead of opening the file."""
        self._execution_engine = engine = WarehouseEngine(connection)
        return engine

    def get_execution_engine(self) -> WarehouseEngine:
        if self._execution_engine is not None:
            return self._execution_engine
        root = Path(getattr(self._data_context, "root_directory", None) or ".")
        connection = open_read_only(root / self.path)
        connection.execute(load_plan().preparation)
        return self.connect(connection)

    def test_connection(self, test_assets: bool = True) -> None:
        """Test nothing: the file is not opened before the first query."""


__all__ = ["Warehouse", "WarehouseEngine", "WarehouseTable"]
