package io.migomail.analytics;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.ClientMisconfigurationException;
import com.clickhouse.client.api.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place that decides whether a failed request may succeed when it is repeated. */
final class StoreErrors {
    /** Server error codes that name a state which passes: load, memory, disk, replication, connection, cancellation. */
    private static final Set<Integer> PASSING = Set.of(
            3, // UNEXPECTED_END_OF_FILE: our request was cut short
            74, // CANNOT_READ_FROM_FILE_DESCRIPTOR
            75, // CANNOT_WRITE_TO_FILE_DESCRIPTOR
            76, // CANNOT_OPEN_FILE: too many open
            95, // CANNOT_READ_FROM_SOCKET
            96, // CANNOT_WRITE_TO_SOCKET
            159, // TIMEOUT_EXCEEDED
            160, // TOO_SLOW
            202, // TOO_MANY_SIMULTANEOUS_QUERIES
            203, // NO_FREE_CONNECTION
            204, // CANNOT_FSYNC
            209, // SOCKET_TIMEOUT
            210, // NETWORK_ERROR
            216, // QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING
            218, // TABLE_IS_DROPPED: being recreated
            225, // NO_ZOOKEEPER
            236, // ABORTED
            241, // MEMORY_LIMIT_EXCEEDED
            242, // TABLE_IS_READ_ONLY: replica without its keeper
            243, // NOT_ENOUGH_SPACE
            244, // UNEXPECTED_ZOOKEEPER_ERROR
            252, // TOO_MANY_PARTS
            254, // NO_ACTIVE_REPLICAS
            279, // ALL_CONNECTION_TRIES_FAILED
            285, // TOO_FEW_LIVE_REPLICAS
            286, // UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE
            319, // UNKNOWN_STATUS_OF_INSERT
            335, // BARRIER_TIMEOUT
            364, // RECEIVED_ERROR_TOO_MANY_REQUESTS
            394, // QUERY_WAS_CANCELLED
            425, // SYSTEM_ERROR
            439, // CANNOT_SCHEDULE_TASK
            473, // DEADLOCK_AVOIDED
            499, // S3_ERROR
            735, // QUERY_WAS_CANCELLED_BY_CLIENT
            745, // SERVER_OVERLOADED
            999, // KEEPER_EXCEPTION
            1000, // POCO_EXCEPTION: network, inside the server
            1002); // UNKNOWN_EXCEPTION: none of the server's own

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int MESSAGE_CHARS = 1000;

    private StoreErrors() {}

    /** The exception to throw for a request that failed in this way. */
    static StoreException classify(String what, Throwable failure) {
        ServerException server = find(failure, ServerException.class);
        if (server != null) {
            String message = what + ": " + shorten(String.valueOf(server.getMessage()));
            return passes(server.getCode(), server.getTransportProtocolCode())
                    ? new StoreUnavailableException(message, failure)
                    : new StoreRejectedException(message, failure);
        }
        String message = what + ": " + shorten(String.valueOf(failure.getMessage()));
        boolean world = find(failure, IOException.class) != null
                || find(failure, UncheckedIOException.class) != null
                || find(failure, ClickHouseException.class) != null;
        return world && find(failure, ClientMisconfigurationException.class) == null
                ? new StoreUnavailableException(message, failure)
                : new StoreRejectedException(message, failure);
    }

    /** A reply without a code of the server's own comes from something in between: its HTTP status decides. */
    static boolean passes(int code, int httpStatus) {
        return code > 0
                ? PASSING.contains(code)
                : httpStatus >= SERVER_ERROR || httpStatus == TOO_MANY_REQUESTS || httpStatus <= 0;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static String shorten(String text) {
        return text.length() <= MESSAGE_CHARS ? text : text.substring(0, MESSAGE_CHARS) + "…";
    }
}
