package io.migomail.telemetry;

/**
 * Where a metric is registered, on which its exported name depends: Flink's reporter puts the scope in front, and the names
 * of the labels (docs/adr/0058).
 */
public enum Place {
    /** In the registry of a server: the name as it is. */
    SERVER(""),
    /** In an operator, a sink or a function of a job. */
    OPERATOR("flink_taskmanager_job_task_operator_"),
    /** In what reads the records of a source. */
    DESERIALIZER("flink_taskmanager_job_task_operator_deserializer_");

    private final String prefix;

    Place(String prefix) {
        this.prefix = prefix;
    }

    /** What stands before the name. */
    public String prefix() {
        return prefix;
    }
}
