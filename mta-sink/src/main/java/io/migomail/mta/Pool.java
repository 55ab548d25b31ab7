package io.migomail.mta;

import java.util.List;

/** The source addresses of one account and one stream. */
public record Pool(String id, String accountId, String stream, String environment, List<Address> addresses) {
    /**
     * One source address.
     *
     * @param ip literal address; empty = the system's choice
     * @param ehloName name for EHLO; empty = the process's own
     */
    public record Address(String ip, String ehloName) {}
}
