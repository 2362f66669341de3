"""Running a query with batched loaders, without an event loop."""

from graphql import GraphQLError, GraphQLOutputType
from graphql.pyutils import Path
from graphql_sync_dataloaders import DeferredExecutionContext


class BatchedExecutionContext(DeferredExecutionContext):
    """Bridge between graphql-sync-dataloaders 0.1 and graphql-core 3.2.

    Since 3.2.7 the core tells where an error occurred by a third argument, which the
    library does not give: it is read from the error itself.
    """

    def handle_field_error(
        self, error: GraphQLError, return_type: GraphQLOutputType, path: Path | None = None
    ) -> None:
        for key in error.path or () if path is None else ():
            path = Path(path, key, None)
        super().handle_field_error(error, return_type, path)
