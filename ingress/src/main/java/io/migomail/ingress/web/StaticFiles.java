package io.migomail.ingress.web;

import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.rest.WebCall;
import io.migomail.ingress.rest.WebRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scripts, styles and pictures out of the program itself, each at an address that holds a fingerprint of its content: a
 * browser keeps it for ever. A file is read when it is first asked for and then kept. Thread-safe.
 */
public final class StaticFiles {
    private static final String PREFIX = "/assets/";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*\\.(js|css|svg|png|json|woff2)");
    private static final int FINGERPRINT = 12;
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json",
            "woff2", "font/woff2");

    private record Asset(String fingerprint, byte[] octets) {}

    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    /** The routes that serve them. */
    public List<WebRoute> routes() {
        return List.of(new WebRoute("GET", PREFIX + "{fingerprint}/<name>", this::serve));
    }

    /** Path of a file by its name, for templates: {@code assets["app.css"]}. */
    public Map<String, String> paths() {
        return new Paths();
    }

    /**
     * The path of a file.
     *
     * @throws IllegalArgumentException where there is none of this name
     */
    public String path(String name) {
        Asset asset = asset(name);
        if (asset == null) {
            throw new IllegalArgumentException("no asset " + name);
        }
        return PREFIX + asset.fingerprint() + "/" + name;
    }

    /** Puts a file that was made by the program; the same content gives the same path. */
    public void put(String name, byte[] octets) {
        read.put(name, new Asset(fingerprint(octets), octets.clone()));
    }

    private Reply serve(WebCall call) {
        String name = call.path("name");
        Asset asset = asset(name);
        if (asset == null) {
            throw Problem.of(ErrorCode.NOT_FOUND, "There is no such file.");
        }
        // An old page may ask for what is not here any more: it gets what is, and does not keep it.
        boolean same = asset.fingerprint().equals(call.path("fingerprint"));
        return Reply.of(
                200,
                TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"),
                asset.octets(),
                Map.of(
                        "Cache-Control",
                        same ? "public, max-age=31536000, immutable" : "no-cache",
                        "X-Content-Type-Options",
                        "nosniff"));
    }

    private @Nullable Asset asset(String name) {
        return NAME.matcher(name).matches() ? read.computeIfAbsent(name, StaticFiles::load) : null;
    }

    private static @Nullable Asset load(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("assets/" + name)) {
            if (in == null) {
                return null;
            }
            byte[] octets = in.readAllBytes();
            return new Asset(fingerprint(octets), octets);
        } catch (IOException e) {
            throw new UncheckedIOException("asset " + name, e);
        }
    }

    private static String fingerprint(byte[] octets) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
            return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private final class Paths extends AbstractMap<String, String> {
        @Override
        public String get(Object name) {
            return path(String.valueOf(name));
        }

        @Override
        public boolean containsKey(Object name) {
            return asset(String.valueOf(name)) != null;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return read.keySet().stream()
                    .map(name -> Map.entry(name, path(name)))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
