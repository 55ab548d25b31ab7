package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a schema cannot say, values that do not go together, is refused with what to do about it. */
class GuardsTest {
    @TempDir
    private Path temp;

    @Test
    void whatIsMissingIsNamed() {
        String message =
                assertThrows(IllegalStateException.class, Chart::template).getMessage();
        assertTrue(message.contains("kafka.bootstrapServers is required"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{clickhouse: {url: ''}}|clickhouse.url is required",
                "{masterKey: {existingSecret: ''}}|openssl rand -base64 32",
                "{flink: {storage: {uri: ''}}}|flink.storage.uri is required",
                "{ingress: {smtp: {tlsSecret: ''}}}|kubernetes.io/tls Secret",
                "{settings: {delivery: capture}, sandbox: {enabled: false}}|needs sandbox.enabled, settings.captureMx or settings.routes",
                "{oidc: {issuer: 'https://a', clientId: b}}|oidc.issuer needs",
                "{clickhouse: {tls: {caSecret: a}}}|needs an https clickhouse.url",
                "{kafka: {clientProperties: {existingSecret: a}, tls: {enabled: true}}}|excludes kafka.tls and kafka.sasl",
                "{kafka: {tls: {caSecret: a}}}|need kafka.tls.enabled",
                "{kafka: {sasl: {mechanism: PLAIN, username: a}}}|kafka.sasl.existingSecret",
                "{kafka: {strimzi: {createTopics: true}}}|kafka.strimzi.clusterName is required",
                "{ingress: {autoscaling: {enabled: true, minReplicas: 5, maxReplicas: 4}}}|greater than maxReplicas",
                "{ingress: {terminationGracePeriodSeconds: 40}}|takes up to 30 seconds after them",
                "{ingress: {http: {ingress: {enabled: true}}}}|ingress.http.ingress.hosts is required",
                "{ingress: {http: {gateway: {enabled: true}}}}|parentRefs is required",
                "{flink: {storage: {uri: 'file:///x'}}}|needs flink.storage.existingClaim",
                "{flink: {storage: {uri: 'file:///x', existingClaim: a}}}|must begin with file:///var/lib/migomail-storage",
                "{flink: {storage: {uri: 'gs://x', s3: {region: a}}}}|needs an s3 URI",
                "{flink: {delivery: {parallelism: 9}}}|flink.delivery.parallelism is 9, but its TaskManagers have 4 slots",
                "{flink: {cells: 2, delivery: {fromSavepoint: 's3://a/b'}}}|flink.delivery.fromSavepoint is of one delivery job",
                "{flink: {accounting: {parallelism: 3}}}|flink.accounting.parallelism is 3",
                "{flink: {configuration: {parallelism.default: 3}}}|parallelism.default is the chart's to set",
                "{egress: {enabled: true}}|egress.nodes is required",
                "{egress: {nodes: [{name: a, addresses: [10.0.0.1]}]}}|egress.enabled is false",
                "{egress: {enabled: true, nodes: [{name: a, addresses: [10.0.0.1]}]}}|egress.token.existingSecret is required",
                "{egress: {enabled: true, token: {existingSecret: t}, nodes: [{name: a, addresses: [10.0.0.1]}]}}|needs a nodeSelector",
                "{egress: {enabled: true, hostNetwork: false, token: {existingSecret: t}, drainSeconds: 300, nodes: [{name: a, addresses: [10.0.0.1]}]}}|longer than five times",
                "{egress: {enabled: true, hostNetwork: false, token: {existingSecret: t}, nodes: [{name: a, addresses: [10.0.0.1]}, {name: a, addresses: [10.0.0.2]}]}}|two nodes a",
                "{egress: {enabled: true, hostNetwork: false, token: {existingSecret: t}, nodes: [{name: a, addresses: [10.0.0.1]}, {name: b, addresses: [10.0.0.1]}]}}|two nodes own 10.0.0.1",
                "{monitoring: {podMonitor: {enabled: true}, serviceMonitor: {enabled: true}}}|scraped twice",
                "{metrics: {enabled: false}, monitoring: {podMonitor: {enabled: true}}}|need metrics.enabled"
            })
    void valuesThatDoNotGoTogetherAreRefused(String values, String advice) throws IOException {
        Path file = Files.writeString(temp.resolve("values.yaml"), values);
        String message = assertThrows(
                        IllegalStateException.class, () -> Chart.template(Chart.values("minimal"), file), values)
                .getMessage();
        assertTrue(message.contains(advice), message);
    }
}
