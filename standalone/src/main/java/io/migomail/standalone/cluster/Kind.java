package io.migomail.standalone.cluster;

/** What a process is, in the order in which they are needed; the name of a process begins with its kind's word. */
public enum Kind {
    ZOOKEEPER("zookeeper", "client"),
    BROKER("broker", "clients", "controller"),
    CLICKHOUSE("clickhouse", "http"),
    INBOX("inbox", "smtp", "http"),
    EGRESS("egress", "socks", "metrics"),
    JOBMANAGER("jm", "rest", "rpc", "blob"),
    TASKMANAGER("tm", "rpc", "data"),
    INGRESS("ingress", "http", "smtp");

    private final String word;
    private final String[] ports;

    Kind(String word, String... ports) {
        this.word = word;
        this.ports = ports;
    }

    /** The name of its processes, without the number. */
    public String word() {
        return word;
    }

    /** What it listens for. */
    String[] ports() {
        return ports.clone();
    }
}
