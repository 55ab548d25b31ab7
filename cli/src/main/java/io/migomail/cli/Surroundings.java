package io.migomail.cli;

import io.migomail.sdk.Sleeper;
import io.migomail.sdk.Transport;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * What a command gets from outside.
 *
 * @param out answers, UTF-8
 * @param err everything that is no answer, UTF-8
 * @param transport to the API
 * @param sleeper between two looks
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        Transport transport,
        Clock clock,
        Sleeper sleeper) {}
