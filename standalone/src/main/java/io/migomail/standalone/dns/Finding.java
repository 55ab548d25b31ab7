package io.migomail.standalone.dns;

/**
 * What the DNS shows of one record.
 *
 * @param fault what to do; empty where it is right
 */
record Finding(String type, String name, String fault) {
    boolean right() {
        return fault.isEmpty();
    }

    @Override
    public String toString() {
        return right() ? "ok     " + type + " " + name : "WRONG  " + type + " " + name + ": " + fault;
    }
}
