package io.migomail.jobs.delivery;

import io.migomail.jobs.JobConfig;
import io.migomail.jobs.KafkaEdge;
import io.migomail.mta.pace.Notice;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What PACE tells API nodes, each notice on the topic that it names. */
final class Notices {
    private Notices() {}

    static KafkaSink<Notice> sink(JobConfig config) {
        return KafkaSink.<Notice>builder()
                .setBootstrapServers(config.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setKafkaProducerConfig(KafkaEdge.producer(config))
                .setRecordSerializer((notice, context, timestamp) -> new ProducerRecord<>(
                        notice.topic(), notice.key().getBytes(StandardCharsets.UTF_8), notice.value()))
                .build();
    }
}
