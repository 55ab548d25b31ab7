package io.migomail.core;

/** An address or name and a port, as in settings. IPv6 addresses stand in brackets. */
public record HostPort(String host, int port) {
    /** @throws IllegalArgumentException where the text is not {@code host:port} with a port of 0 to 65535 */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = colon < 1 ? "" : text.substring(0, colon);
            if (host.startsWith("[") && host.endsWith("]")) {
                host = host.substring(1, host.length() - 1);
            }
            if (!host.isEmpty() && port >= 0 && port <= 65535) {
                return new HostPort(host, port);
            }
        } catch (NumberFormatException e) {
            // falls through
        }
        throw new IllegalArgumentException("not host:port: '" + text + "'");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
