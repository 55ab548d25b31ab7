package io.migomail.standalone.cluster;

import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param jvm options beyond those of every process
 * @param environment settings of this process alone
 * @param files its configuration files by name, written anew at every start
 */
record Launch(
        List<String> jvm,
        String main,
        List<String> arguments,
        Map<String, String> environment,
        Map<String, String> files) {

    /** A program that takes its settings from the environment. */
    static Launch of(List<String> jvm, Class<?> main, String... arguments) {
        return new Launch(jvm, main.getName(), List.of(arguments), Map.of(), Map.of());
    }
}
