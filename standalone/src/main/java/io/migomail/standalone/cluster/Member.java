package io.migomail.standalone.cluster;

import java.util.Map;

/**
 * A process as it is now.
 *
 * @param pid 0 where there is none
 * @param state {@code running}, {@code stopped} or {@code ended}
 */
public record Member(String name, String kind, long pid, String state, Map<String, Integer> ports) {}
