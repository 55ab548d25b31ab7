package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.socks.Socks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client of another maker understands what a node says, up to the no that everybody gets who names no source. */
class CurlTest {
    private static final int PROXY = 97;

    private NodeFixture fixture;

    @BeforeEach
    void start() throws IOException {
        boolean there = Files.isExecutable(Path.of("/usr/bin/curl"));
        assertTrue(there || !Boolean.parseBoolean(System.getenv("CI")), "curl is missing");
        Assumptions.assumeTrue(there, "skipped: there is no curl (Debian: apt-get install curl)");
        fixture = new NodeFixture(NodeFixture.bounds());
    }

    @AfterEach
    void stop() throws IOException {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Test
    void theTokenIsTakenAndAConnectionWithoutASourceIsNotAllowed() throws Exception {
        String said = curl("--proxy-user", Socks.USER + ":" + NodeFixture.TOKEN);
        assertTrue(said.contains("(2)"), said);
        fixture.awaitCount(Result.MALFORMED, 1);
        assertEquals(0, fixture.node.counts().total(Result.UNAUTHENTICATED));
    }

    @Test
    void aWrongTokenIsToldAsOne() throws Exception {
        String said = curl("--proxy-user", Socks.USER + ":" + "another token of octets");
        assertFalse(said.contains("(2)"), said);
        fixture.awaitCount(Result.UNAUTHENTICATED, 1);
    }

    @Test
    void withoutATokenThereIsNoMethod() throws Exception {
        curl();
        fixture.awaitCount(Result.UNAUTHENTICATED, 1);
    }

    /** What it said on standard error; it ends with the status for a proxy's no. */
    private String curl(String... options) throws IOException, InterruptedException {
        var node = fixture.node.address();
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/curl",
                "--silent",
                "--show-error",
                "--max-time",
                "60",
                "--socks5-basic",
                "--socks5",
                node.getAddress().getHostAddress() + ":" + node.getPort()));
        command.addAll(List.of(options));
        command.add("http://127.0.0.1:" + fixture.destination.getLocalPort() + "/");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("NO_PROXY");
        builder.environment().remove("no_proxy");
        Process curl = builder.start();
        String said = new String(curl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(curl.waitFor(1, TimeUnit.MINUTES));
        assertEquals(PROXY, curl.exitValue(), said);
        return said;
    }
}
