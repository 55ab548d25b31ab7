package io.migomail.testkit.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table in the Javadoc of {@code FailurePolicy}, which is what the policy promises, read from its source. */
public final class PolicyTable {
    private static final Path SOURCE = Path.of("mta-sink/src/main/java/io/migomail/mta/policy/FailurePolicy.java");
    private static final Pattern ROW =
            Pattern.compile("<tr><td>(.*?)</td>(?:<td colspan=2>(.*?)</td>|<td>(.*?)</td><td>(.*?)</td>)</tr>");
    private static final Pattern ACTION = Pattern.compile("next host|deferred|group|other IP|bounced");

    /**
     * What follows: {@code next host} or {@code bounced}, or who waits as a record says it: {@code group}, {@code address}
     * or {@code -}.
     */
    public record Row(String moreHosts, String lastHost) {}

    private PolicyTable() {}

    /** The rows by their headings, in order. */
    public static Map<String, Row> read() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(root().resolve(SOURCE)));
        while (row.find()) {
            boolean both = row.group(2) != null;
            String more = action(both ? row.group(2) : row.group(3));
            rows.put(row.group(1), new Row(more, both ? more : action(row.group(4))));
        }
        if (rows.isEmpty()) {
            throw new IOException("no table in " + SOURCE);
        }
        return rows;
    }

    private static String action(String column) {
        Matcher action = ACTION.matcher(column);
        if (!action.lookingAt()) {
            throw new IllegalArgumentException("what follows is not one of the policy's actions: " + column);
        }
        return switch (action.group()) {
            case "deferred" -> "-";
            case "other IP" -> "address";
            default -> action.group();
        };
    }

    /** Tests run in a module's folder. */
    private static Path root() throws IOException {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(SOURCE))) {
                return at;
            }
        }
        throw new IOException("no " + SOURCE + " above " + Path.of("").toAbsolutePath());
    }
}
