package io.migomail.jobs.delivery;

import com.google.protobuf.ByteString;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.BodyContent;
import io.migomail.core.record.Content;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Recipient;
import io.migomail.core.record.TemplateContent;

/** Accepted messages for tests. */
final class Messages {
    private Messages() {}

    static Recipient recipient(String address, String role) {
        return Recipient.newBuilder().setAddress(address).setRole(role).build();
    }

    static AcceptedMessage.Builder empty() {
        return AcceptedMessage.newBuilder()
                .setHead(MessageHead.newBuilder()
                        .setMessageId("msg_1")
                        .setAccountId("acc_1")
                        .setApplicationId("app_1")
                        .setEnvironment("live")
                        .setStream("transactional")
                        .setMessageClass("critical")
                        .setFrom("noreply@example.com")
                        .setReceivedAt(1_700_000_000_000L))
                .setSigningDomain("example.com")
                .setExpiresAt(Long.MAX_VALUE)
                .addRecipients(recipient("priya@example.org", "to"));
    }

    static AcceptedMessage.Builder body(String html, String text) {
        AcceptedMessage.Builder message = empty();
        message.getHeadBuilder().setSubject("Hello");
        return message.setContent(Content.newBuilder()
                .setBody(BodyContent.newBuilder().setHtml(html).setText(text)));
    }

    static AcceptedMessage.Builder template(String alias, String variables) {
        return empty().setContent(Content.newBuilder()
                .setTemplate(TemplateContent.newBuilder()
                        .setAlias(alias)
                        .setVersion(1)
                        .setVariables(ByteString.copyFromUtf8(variables))));
    }

    static AcceptedMessage.Builder raw(String source) {
        return empty().setContent(Content.newBuilder().setRaw(ByteString.copyFromUtf8(source)));
    }
}
