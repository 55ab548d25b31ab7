package io.migomail.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Expands a migration's text for one server or a cluster. {@code {{database}}}, {@code {{cluster}}}; {@code
 * {{on_cluster}}} and {@code {{local}}} are empty on one server; {@code {{engine X(args)}}} and, for tables that every
 * shard holds in full, {@code {{engine_unsharded X(args)}}} become replicated engines on a cluster. A statement under the
 * line {@code -- only: cluster} is left out on one server. Statements end with a semicolon at the end of a line.
 */
final class SchemaTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)(?: (\\w+)\\(([^}]*)\\))?}}");
    private static final Pattern END = Pattern.compile(";[ \\t]*(\\R|\\z)");
    private static final String ONLY_CLUSTER = "-- only: cluster";
    private static final String PATH = "'/clickhouse/tables/%s/{database}/{table}', '%s'";

    private final String database;
    private final String cluster;

    SchemaTemplate(String database, String cluster) {
        this.database = database;
        this.cluster = cluster;
    }

    /** The statements to run, in order. */
    List<String> expand(String template) {
        List<String> statements = new ArrayList<>();
        for (String part : END.split(template)) {
            boolean wanted = !part.contains(ONLY_CLUSTER) || clustered();
            String statement = wanted ? fill(withoutComments(part)).strip() : "";
            if (!statement.isEmpty()) {
                statements.add(statement);
            }
        }
        return statements;
    }

    private boolean clustered() {
        return !cluster.isEmpty();
    }

    private static String withoutComments(String part) {
        return part.lines().filter(line -> !line.strip().startsWith("--")).collect(Collectors.joining("\n"));
    }

    private String fill(String statement) {
        return PLACE.matcher(statement).replaceAll(place -> Matcher.quoteReplacement(value(place)));
    }

    private String value(java.util.regex.MatchResult place) {
        return switch (place.group(1)) {
            case "database" -> database;
            case "cluster" -> literal(cluster);
            case "on_cluster" -> clustered() ? "ON CLUSTER " + literal(cluster) : "";
            case "local" -> clustered() ? "_local" : "";
            case "engine" -> engine(place, PATH.formatted("{shard}", "{replica}"));
            case "engine_unsharded" -> engine(place, PATH.formatted("all", "{shard}-{replica}"));
            default -> throw new IllegalArgumentException("unknown place " + place.group() + " in a migration");
        };
    }

    private String engine(java.util.regex.MatchResult place, String keeperPath) {
        if (!clustered()) {
            return place.group(2) + "(" + place.group(3) + ")";
        }
        String arguments = place.group(3).isEmpty() ? "" : ", " + place.group(3);
        return "Replicated" + place.group(2) + "(" + keeperPath + arguments + ")";
    }

    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
