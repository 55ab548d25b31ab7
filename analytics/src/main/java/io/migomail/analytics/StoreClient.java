package io.migomail.analytics;

import com.clickhouse.client.api.ClickHouseException;
import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The driver with our rules: every request has a deadline, none is repeated behind the caller's back, every failure is a
 * {@link StoreException}. Connections are made when needed. Thread-safe; close it when done.
 */
final class StoreClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration REQUEST = Duration.ofSeconds(30);
    /** Statements on a cluster wait for all its hosts. */
    private static final Duration DEFINITION = Duration.ofMinutes(4);

    private static final int CONNECTIONS = 16;

    private final Client client;
    private final ExecutorService executor;
    private final Duration deadline;
    private final String where;

    private StoreClient(ClickHouseAddress address, String database, Duration deadline) {
        this.deadline = deadline;
        this.where = address.url();
        this.executor = Executors.newCachedThreadPool(StoreClient::newThread);
        Client.Builder builder = new Client.Builder();
        if (!address.authority().isEmpty()) {
            builder.setRootCertificate(address.authority());
        }
        this.client = builder.addEndpoint(address.url())
                .setUsername(address.user())
                .setPassword(address.password())
                .setDefaultDatabase(database)
                .setConnectTimeout(CONNECT.toMillis(), ChronoUnit.MILLIS)
                .setConnectionRequestTimeout(CONNECT.toMillis(), ChronoUnit.MILLIS)
                .setSocketTimeout(deadline.toMillis(), ChronoUnit.MILLIS)
                .setMaxConnections(CONNECTIONS)
                .setMaxRetries(0)
                .retryOnFailures(ClientFaultCause.None)
                .useAsyncRequests(true)
                .setSharedOperationExecutor(executor)
                .setClientName("migomail")
                .build();
    }

    static StoreClient of(ClickHouseAddress address) {
        return of(address, REQUEST);
    }

    static StoreClient of(ClickHouseAddress address, Duration deadline) {
        return new StoreClient(address, address.database(), deadline);
    }

    /** For statements that create the database. {@code system} is the one that every server has. */
    static StoreClient withoutDatabase(ClickHouseAddress address) {
        return new StoreClient(address, "system", DEFINITION);
    }

    void execute(String sql) {
        execute(sql, Map.of());
    }

    void execute(String sql, Map<String, String> parameters) {
        select(sql, parameters, RowBinaryInput::octet); // an answer, if any, is of no interest
    }

    /** Runs a query with {@code {name:Type}} parameters and hands over its rows one by one, in RowBinary. */
    void select(String sql, Map<String, String> parameters, Consumer<RowBinaryInput> row) {
        String queryId = newQueryId();
        QuerySettings settings = new QuerySettings()
                .setQueryId(queryId)
                .setFormat(ClickHouseFormat.RowBinary)
                .waitEndOfQuery(true);
        settings.setMaxExecutionTime(Math.toIntExact(deadline.toSeconds()));
        CompletableFuture<QueryResponse> request = client.query(sql, escaped(parameters), settings);
        QueryResponse response = await(request, queryId, "a query");
        try (InputStream body = response.getInputStream()) {
            RowBinaryInput in = new RowBinaryInput(body);
            while (in.more()) {
                row.accept(in);
            }
        } catch (IOException | UncheckedIOException | ClickHouseException e) {
            throw StoreErrors.classify("the result of a query at " + where, e);
        }
    }

    /** Inserts rows of RowBinary; returns when the server has them on disk. */
    void insert(String table, List<String> columns, RowBinaryOutput rows, @Nullable String token) {
        String queryId = newQueryId();
        InsertSettings settings = new InsertSettings()
                .setQueryId(queryId)
                .serverSetting("async_insert", "0")
                .serverSetting("distributed_foreground_insert", "1")
                .serverSetting("wait_end_of_query", "1");
        if (token != null) {
            settings.setDeduplicationToken(token);
        }
        CompletableFuture<InsertResponse> request =
                client.insert(table, columns, rows.toInput(), ClickHouseFormat.RowBinary, settings);
        try (InsertResponse response = await(request, queryId, "an insert of " + rows.size() + " bytes")) {
            response.getWrittenRows();
        }
    }

    @Override
    public void close() {
        client.close();
        executor.shutdownNow();
    }

    /** A server that takes the bytes slowly, or not at all, would hold the request for ever: the deadline is ours. */
    private <T> T await(CompletableFuture<T> request, String queryId, String what) {
        try {
            return request.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            client.cancelTransportRequest(queryId);
            throw new StoreUnavailableException(
                    what + " at " + where + " got no answer within " + deadline.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            client.cancelTransportRequest(queryId);
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted during " + what + " at " + where, e);
        } catch (ExecutionException e) {
            throw StoreErrors.classify(what + " at " + where, e.getCause() == null ? e : e.getCause());
        }
    }

    /** The server reads parameters in its TSV escapes; the driver sends them as they are. */
    private static Map<String, Object> escaped(Map<String, String> parameters) {
        Map<String, Object> out = new HashMap<>();
        parameters.forEach((name, value) -> out.put(
                name,
                value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\0", "\\0")));
        return out;
    }

    /** A parameter of type {@code Array(String)}: backslashes are {@link #escaped} with all parameters, quotes doubled here. */
    static String array(Collection<String> values) {
        return values.stream()
                .map(value -> "'" + value.replace("'", "''") + "'")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String newQueryId() {
        return UUID.randomUUID().toString();
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "clickhouse-request");
        thread.setDaemon(true);
        return thread;
    }
}
