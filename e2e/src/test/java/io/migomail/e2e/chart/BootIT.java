package io.migomail.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.analytics.local.EngineMissingException;
import io.migomail.core.HostPort;
import io.migomail.e2e.Await;
import io.migomail.standalone.Api;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every process of the rendered chart starts from its container's own arguments, environment, ConfigMaps and Secrets, and
 * together they deliver over REST and SMTP; a JobManager speaks with nobody who has no certificate of the jobs; the pods of
 * {@code helm test} end well; a JobManager that is killed comes back with its job.
 */
class BootIT {
    private static final String FROM = "noreply@" + RunningChart.DOMAIN;

    @Test
    void theRenderedChartDeliversMail(@TempDir Path folder) throws Exception {
        requireEngine();
        try (RunningChart chart = new RunningChart(folder)) {
            chart.run("migrations");
            chart.run("migrations"); // again, as before an upgrade
            chart.program("sandbox");
            LocalPod ingress = chart.program("ingress");
            for (String job : new String[] {"delivery", "accounting"}) {
                chart.flink(job + "-jobmanager");
                chart.flink(job + "-taskmanager");
            }
            String key = chart.secret("migomail-bootstrap").get("live-key");
            Api api = new Api("http://" + ingress.address() + ":8080", key);
            chart.awaitRunning("delivery");
            chart.awaitRunning("accounting");
            LocalPod jobManager = chart.pod("delivery-jobmanager");
            assertEquals("CN=Migomail jobs, then refused", Stranger.seesAt(jobManager.address(), 6123));
            overRest(chart, api, "rest@customer.example");
            overSmtp(chart, api, new HostPort(ingress.address(), 2525), key);
            for (String test : new String[] {"rest", "smtp", "delivery", "accounting"}) {
                chart.run("test-" + test); // as helm test does
            }
            jobManager.kill();
            chart.flink("delivery-jobmanager");
            chart.awaitRunning("delivery");
            overRest(chart, api, "after@customer.example");
            assertEquals(143, ingress.terminate(), "it ends by SIGTERM, drained");
        }
    }

    private static void overRest(RunningChart chart, Api api, String to) throws Exception {
        JsonNode sent = api.post("/v1/messages", """
                {"to":"%s","from":"%s","subject":"Receipt","text":"Thank you.","class":"critical"}""".formatted(to, FROM), 200);
        delivered(chart, api, sent.path("message_id").asText(), to);
    }

    private static void overSmtp(RunningChart chart, Api api, HostPort door, String key) throws Exception {
        String to = "smtp@customer.example";
        String said = new Submission(door, chart.authority()).send("migo", key, FROM, to);
        String id = said.strip().replaceAll(".*(msg_[A-Za-z0-9]+).*", "$1");
        assertTrue(id.startsWith("msg_"), said);
        delivered(chart, api, id, to);
    }

    /** The mail server has it, and the accounting job has told the API. */
    private static void delivered(RunningChart chart, Api api, String id, String to) throws Exception {
        Await.until("mail for " + to, () -> chart.mx().journal().of(to).size(), count -> count == 1);
        Await.until(
                "the story of " + id,
                () -> api.get("/v1/messages/" + id, 200).path("status").asText(),
                "delivered"::equals);
    }

    private static void requireEngine() {
        try {
            EngineLibrary.locate(System.getenv());
        } catch (EngineMissingException e) {
            assertFalse("true".equals(System.getenv("CI")), e.getMessage());
            abort(e.getMessage());
        }
    }
}
