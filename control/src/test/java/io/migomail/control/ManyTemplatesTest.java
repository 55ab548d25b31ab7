package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import org.junit.jupiter.api.Test;

/** A process begins with 10,000 templates of one application and 1,000 domains of one account. */
class ManyTemplatesTest {
    private static final int TEMPLATES = 10_000;
    private static final int DOMAINS = 1_000;
    private static final String HTML = "<p>${a}</p>".repeat(700);

    private final MemoryLog log = new MemoryLog();

    private void append(MessageLite entity) {
        String id = EntityKind.fullIdOf(entity);
        ControlRecord.Builder record = ControlRecord.newBuilder().setId(id).setVersion(1);
        EntityKind.set(record, entity);
        log.append(id + "@1", RecordCodec.CONTROL.encode(record.build()));
    }

    @Test
    void it_starts_in_seconds_and_finds_each() throws Exception {
        for (int i = 0; i < TEMPLATES; i++) {
            append(TemplateVersion.newBuilder()
                    .setTemplateId("tpl_" + i)
                    .setNumber(1)
                    .setHtml(HTML)
                    .setCompiled(ByteString.copyFromUtf8(HTML))
                    .setCreatedAt(i)
                    .build());
            append(Template.newBuilder()
                    .setId("tpl_" + i)
                    .setApplicationId("app_1")
                    .setAlias("alias-" + i)
                    .setActiveVersion(1)
                    .setCreatedAt(i)
                    .build());
        }
        for (int i = 0; i < DOMAINS; i++) {
            append(Domain.newBuilder()
                    .setId("dom_" + i)
                    .setAccountId("acc_1")
                    .setName("d" + i + ".example")
                    .setCreatedAt(i)
                    .build());
        }
        long start = System.nanoTime();
        try (ControlPlane control = ControlPlane.over(log.reader(), TimeSource.SYSTEM)) {
            System.out.printf(
                    "%d templates and %d domains: started in %d ms%n",
                    TEMPLATES, DOMAINS, (System.nanoTime() - start) / 1_000_000);
            for (int i = 0; i < TEMPLATES; i++) {
                assertEquals(
                        "tpl_" + i,
                        control.view().templateByAlias("app_1", "alias-" + i).getId());
            }
            assertEquals(TEMPLATES, control.view().templates("app_1").size());
            assertEquals("tpl_0", control.view().templates("app_1").get(0).getId());
            assertEquals(HTML, control.view().templateVersion("tpl_9999", 1).getHtml());
            assertEquals(
                    "dom_999",
                    control.view().domainByName("acc_1", "d999.example").getId());
        }
    }
}
