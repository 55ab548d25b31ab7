package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.analytics.ContentTable;
import io.migomail.control.ControlPlane;
import io.migomail.control.Erasures;
import io.migomail.control.MasterKey;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Account;
import io.migomail.core.record.Application;
import io.migomail.core.record.Attachment;
import io.migomail.core.record.BodyContent;
import io.migomail.core.record.Content;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.Header;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Recipient;
import io.migomail.core.record.TemplateContent;
import io.migomail.testkit.FakeTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptContentsTest {
    private static final MasterKey MASTER = new MasterKey(new byte[32]);

    private ControlPlane control;
    private KeptContents contents;

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.inMemory(new FakeTime());
        contents = new KeptContents(control, new ErasedPeople(control, MASTER));
        control.put(Account.newBuilder().setId("acc_1").setPlan("enterprise").build(), 0);
    }

    @AfterEach
    void close() {
        contents.close();
    }

    private void application(String keeping) throws InterruptedException {
        control.put(
                Application.newBuilder().setId("app_1").setContent(keeping).build(),
                control.version(io.migomail.control.EntityKind.APPLICATION, "app_1"));
    }

    private static AcceptedMessage message(String messageClass) {
        return AcceptedMessage.newBuilder()
                .setHead(MessageHead.newBuilder()
                        .setAccountId("acc_1")
                        .setApplicationId("app_1")
                        .setMessageClass(messageClass)
                        .setSubject("Code 847 291")
                        .setReceivedAt(1_000))
                .addRecipients(Recipient.newBuilder().setAddress("priya@example.com"))
                .setContent(Content.newBuilder()
                        .setTemplate(
                                TemplateContent.newBuilder()
                                        .setAlias("otp")
                                        .setVersion(3)
                                        .setVariables(
                                                ByteString.copyFromUtf8(
                                                        "{\"code\":\"847 291\",\"pin\":847291,\"new\":true,\"items\":[{\"sku\":\"847 291\"}]}")))
                        .addHeaders(Header.newBuilder().setName("X-Code").setValue("847 291"))
                        .addAttachments(Attachment.newBuilder()
                                .setFilename("847 291.txt")
                                .setContentType("text/plain")
                                .setContent(ByteString.copyFromUtf8("847 291"))))
                .build();
    }

    private ContentTable.Kept kept(String messageClass) {
        ContentTable.Kept kept = contents.of(message(messageClass));
        assertNotNull(kept);
        return kept;
    }

    @Test
    void byItselfCriticalMessagesAreRedactedAndOthersAreNot() throws Exception {
        application("");
        assertEquals(new ContentTable.Kept(message("normal"), false, 90), kept("normal"));
        assertTrue(kept("critical").redacted());
    }

    @Test
    void anApplicationMayWantAllOfItOrNothing() throws Exception {
        application("full");
        assertFalse(kept("critical").redacted());
        application("redacted");
        assertTrue(kept("normal").redacted());
        application("none");
        assertNull(contents.of(message("normal")));
    }

    @Test
    void nothingIsKeptOfAnApplicationThatIsGone() {
        assertNull(contents.of(message("normal")));
    }

    @Test
    void whatIsRedactedHoldsNoValueInWhateverItStood() throws Exception {
        application("redacted");
        AcceptedMessage masked = kept("normal").message();
        String all = masked.toString()
                + masked.getContent().getTemplate().getVariables().toStringUtf8();
        assertFalse(all.contains("847"), all);
        assertEquals(
                "{\"code\":\"•••\",\"pin\":0,\"new\":true,\"items\":[{\"sku\":\"•••\"}]}",
                masked.getContent().getTemplate().getVariables().toStringUtf8());
        assertEquals("X-Code", masked.getContent().getHeaders(0).getName());
        assertEquals("priya@example.com", masked.getRecipients(0).getAddress());
    }

    @Test
    void bodiesThatCameAsTheyAreGoWhole() throws Exception {
        application("redacted");
        AcceptedMessage body = message("normal").toBuilder()
                .setContent(Content.newBuilder()
                        .setBody(BodyContent.newBuilder().setHtml("847").setText("847")))
                .build();
        ContentTable.Kept kept = contents.of(body);
        assertEquals(
                Content.getDefaultInstance(),
                kept == null ? null : kept.message().getContent());
    }

    @Test
    void nothingIsKeptOfMessagesToPeopleWhoWereErasedSince() throws Exception {
        application("full");
        control.put(
                Erasure.newBuilder()
                        .setId(new Erasures(control.view(), MASTER).id("acc_1", "priya@example.com"))
                        .setAccountId("acc_1")
                        .setErasedAt(1_001)
                        .build(),
                0);
        assertNull(contents.of(message("normal")));
    }
}
