package io.migomail.ingress.rest;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.ingress.IngressNode;
import java.net.URI;

/** Where others than this machine's reach the REST API, as the settings say. */
final class PublicUrl {
    private PublicUrl() {}

    /**
     * Without a slash at its end.
     *
     * @throws IllegalArgumentException where {@code MIGO_PUBLIC_URL} is no URL of http or https
     */
    static String of(Settings settings) {
        String given = settings.get(Setting.MIGO_PUBLIC_URL);
        if (given.isEmpty()) {
            return "https://" + IngressNode.hostName(settings);
        }
        URI url = URI.create(given);
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("MIGO_PUBLIC_URL must be an http or https URL: " + given);
        }
        return given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    }

    /** As examples name it: what the settings say, else where a local run is. */
    static String shown(Settings settings) {
        return settings.has(Setting.MIGO_PUBLIC_URL) ? of(settings) : "http://127.0.0.1:8080";
    }
}
