package io.migomail.mta;

import java.util.List;

/** The source addresses of one account and one stream. */
public record Pool(String id, String accountId, String stream, String environment, List<Address> addresses) {
    /**
     * One source address.
     *
     * @param ip literal address; empty = the system's choice
     * @param ehloName name for EHLO; empty = the process's own
     * @param warmUpSince when its warm-up began; 0 = it needs none
     */
    public record Address(String ip, String ehloName, long warmUpSince) {
        /** One that is warm. */
        public Address(String ip, String ehloName) {
            this(ip, ehloName, 0);
        }
    }
}
