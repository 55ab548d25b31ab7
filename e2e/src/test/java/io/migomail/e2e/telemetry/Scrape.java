package io.migomail.e2e.telemetry;

import io.migomail.core.HostPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a management server tells, read as Prometheus does. */
public final class Scrape {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** One series. */
    record Series(String name, Map<String, String> labels, double value) {
        boolean has(String... pairs) {
            for (int i = 0; i < pairs.length; i += 2) {
                if (!pairs[i + 1].equals(labels.get(pairs[i]))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Series> all = new ArrayList<>();
    private final String text;

    private Scrape(String text) {
        this.text = text;
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                throw new IllegalArgumentException("not a line of Prometheus' format: " + line);
            }
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(found.group(2) == null ? "" : found.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            String number = found.group(3).replace("+Inf", "Infinity").replace("-Inf", "-Infinity");
            all.add(new Series(found.group(1), labels, Double.parseDouble(number)));
        });
    }

    /** Asks a management server. */
    public static Scrape of(HostPort management) throws IOException, InterruptedException {
        return new Scrape(get(management, "/metrics", 200));
    }

    static String get(HostPort management, String path, int status) throws IOException, InterruptedException {
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + management + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != status) {
            throw new IOException(path + " answers " + reply.statusCode() + ": " + reply.body());
        }
        return reply.body();
    }

    String text() {
        return text;
    }

    /** Of its series. */
    public Set<String> names() {
        Set<String> out = new TreeSet<>();
        all.forEach(series -> out.add(series.name()));
        return out;
    }

    List<Series> of(String name, String... pairs) {
        return all.stream()
                .filter(series -> series.name().equals(name) && series.has(pairs))
                .toList();
    }

    /** The sum of the series of that name with these labels. */
    public double sum(String name, String... pairs) {
        return of(name, pairs).stream().mapToDouble(Series::value).sum();
    }
}
