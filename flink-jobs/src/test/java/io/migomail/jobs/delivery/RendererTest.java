package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Environment;
import io.migomail.core.MessageIds;
import io.migomail.core.Subscriber;
import io.migomail.core.TimeSource;
import io.migomail.core.TrackingKind;
import io.migomail.core.TrackingLink;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Header;
import io.migomail.core.record.Tracking;
import io.migomail.mail.dkim.DkimVerdict;
import io.migomail.mail.dkim.DkimVerifier;
import io.migomail.mail.mime.MimeReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static final long QUEUED = 1_700_000_000_100L;
    private final Renderer renderer = new Renderer(new FakeSources(), TimeSource.SYSTEM);

    private Delivery one(AcceptedMessage.Builder message) throws Exception {
        List<Delivery> all = renderer.render(message.build(), QUEUED);
        assertEquals(1, all.size());
        return all.get(0);
    }

    private String code(AcceptedMessage.Builder message) {
        return assertThrows(RenderException.class, () -> renderer.render(message.build(), QUEUED))
                .code();
    }

    private static String source(Delivery delivery) {
        return delivery.getMime().toString(StandardCharsets.UTF_8);
    }

    private static void assertSignedTwice(Delivery delivery) {
        DkimVerifier verifier = new DkimVerifier(
                (selector, domain) ->
                        selector.equals("r1") ? FakeSources.RSA.txtRecord() : FakeSources.ED25519.txtRecord(),
                TimeSource.SYSTEM);
        List<DkimVerdict> verdicts = verifier.verify(delivery.getMime().toByteArray());
        assertEquals(2, verdicts.size());
        assertTrue(verdicts.stream().allMatch(DkimVerdict::passed), verdicts.toString());
        assertEquals(
                List.of("r1 rsa-sha256", "e1 ed25519-sha256"),
                delivery.getSignaturesList().stream()
                        .map(each -> each.getSelector() + " " + each.getAlgorithm())
                        .toList());
    }

    @Test
    void aTemplateIsRenderedComposedAndSigned() throws Exception {
        Delivery delivery = one(Messages.template("otp", "{\"otp_code\":\"847 291\",\"user_name\":\"Priya <&>\"}"));
        var mail = MimeReader.read(delivery.getMime().toByteArray());
        assertEquals("Code 847 291", mail.subject());
        assertEquals("Code 847 291", delivery.getHead().getSubject());
        assertTrue(source(delivery).contains("Hello Priya &lt;&amp;&gt;"), source(delivery));
        assertTrue(source(delivery).contains("text/plain"), "the text part is derived");
        assertTrue(source(delivery).contains("Message-ID: <msg_1@example.com>"));
        assertSignedTwice(delivery);
    }

    @Test
    void tagsAndMetadataAreNotInTheMail() throws Exception {
        AcceptedMessage.Builder message = Messages.template("otp", "{\"otp_code\":\"1\",\"user_name\":\"P\"}");
        message.getHeadBuilder().addTags("secret-tag").putMetadata("order", "secret-value");
        String source = source(one(message));
        assertFalse(source.contains("secret-"), source);
    }

    @Test
    void theEnvelopeIsTheDeliverysOwn() throws Exception {
        Delivery delivery = one(Messages.body("<p>x</p>", ""));
        assertEquals("msg_1.0", delivery.getDeliveryId());
        assertEquals("b+msg_1.0@mg.example.com", delivery.getReturnPath());
        assertEquals("priya@example.org", delivery.getRecipient());
        assertEquals(QUEUED, delivery.getQueuedAt());
        assertTrue(delivery.getRenderedAt() > QUEUED);
        assertFalse(delivery.getSmtputf8());
    }

    @Test
    void aMailOfOneRecipientCarriesItsTraceAndOneOfManyIsTheSameForAll() throws Exception {
        AcceptedMessage.Builder message = Messages.raw("From: a@example.com\r\nX-Migo-Trace: b+forged\r\n\r\nx\r\n");
        String single = source(one(message));
        assertTrue(single.contains("\r\nX-Migo-Trace: b+msg_1.0\r\nFrom:"), single);
        assertFalse(single.contains("forged"), single);
        message.addRecipients(Messages.recipient("b@example.org", "to"));
        assertFalse(source(renderer.render(message.build(), QUEUED).get(1)).contains("X-Migo-Trace"));
    }

    @Test
    void theReturnPathOfTheSandboxTellsItsSimulation() throws Exception {
        AcceptedMessage.Builder message = Messages.body("<p>x</p>", "");
        message.getHeadBuilder().setEnvironment("sandbox").setSandboxResult("softbounce");
        assertEquals("b+msg_1.0+softbounce@mg.example.com", one(message).getReturnPath());
    }

    @Test
    void everyRecipientGetsTheSameBytesAndBlindCopiesStayBlind() throws Exception {
        AcceptedMessage message = Messages.body("<p>x</p>", "")
                .addRecipients(Messages.recipient("copy@example.org", "cc"))
                .addRecipients(Messages.recipient("secret@example.org", "bcc"))
                .build();
        List<Delivery> all = renderer.render(message, QUEUED);
        assertEquals(3, all.size());
        assertEquals(1, all.stream().map(Delivery::getMime).distinct().count());
        assertTrue(source(all.get(0)).contains("copy@example.org"));
        assertFalse(source(all.get(0)).contains("secret"));
        assertEquals("secret@example.org", all.get(2).getRecipient());
    }

    @Test
    void anAddressBeyondAsciiNeedsSmtpUtf8ForItsOwnDeliveryOnly() throws Exception {
        AcceptedMessage message = Messages.body("", "x")
                .addRecipients(Messages.recipient("ü@example.org", "bcc"))
                .build();
        List<Delivery> all = renderer.render(message, QUEUED);
        assertFalse(all.get(0).getSmtputf8());
        assertTrue(all.get(1).getSmtputf8());
    }

    @Test
    void everyTroubleHasItsCode() {
        assertEquals("template_missing", code(Messages.template("unknown", "{}")));
        assertEquals("missing_variable", code(Messages.template("otp", "{\"user_name\":\"x\"}")));
        assertEquals("invalid_variables", code(Messages.template("otp", "[1]")));
        assertEquals("dkim_key_missing", code(Messages.body("", "x").setSigningDomain("other.example")));
        AcceptedMessage.Builder reserved = Messages.body("", "x");
        reserved.getContentBuilder()
                .addHeaders(Header.newBuilder().setName("DKIM-Signature").setValue("x"));
        assertEquals("invalid_content", code(reserved));
        AcceptedMessage.Builder injected = Messages.body("", "x");
        injected.getContentBuilder()
                .addHeaders(Header.newBuilder().setName("X-Ok").setValue("a\r\nBcc: b@example.org"));
        assertEquals("invalid_content", code(injected));
        assertEquals("message_too_large", code(Messages.body("", "long line \n".repeat(2_500_000))));
        assertEquals("invalid_content", code(Messages.raw("\r\nno header")));
    }

    @Test
    void aRelayedMessageIsNormalisedAndSigned() throws Exception {
        Delivery delivery = one(Messages.raw("From: a@example.com\nBcc: x@example.org,\r\n\ty@example.org\r\n"
                + "X-Migo-Tag: t\r\nSubject: Hi\r\n\r\nline\none\rtwo\r\n"));
        String source = source(delivery);
        String rest = source.substring(source.indexOf("From:"));
        assertEquals(
                "From: a@example.com\r\nSubject: Hi\r\nDate: Tue, 14 Nov 2023 22:13:20 +0000\r\n"
                        + "Message-ID: <msg_1@example.com>\r\n\r\nline\r\none\r\ntwo\r\n",
                rest);
        assertSignedTwice(delivery);
        assertFalse(delivery.getEightBit());
    }

    @Test
    void aRelayedMessageKeepsItsOwnIdAndDateAndSaysWhatItHolds() throws Exception {
        Delivery delivery = one(Messages.raw(
                "From: a@example.com\r\nDate: Tue, 14 Nov 2023 22:13:20 +0000\r\nmessage-id: <own@id>\r\n\r\nü\r\n"));
        assertEquals(1, source(delivery).split("(?i)\r\nmessage-id:").length - 1);
        assertTrue(delivery.getEightBit());
        assertFalse(delivery.getSmtputf8(), "the header is ASCII");
        assertSignedTwice(delivery);
    }

    @Test
    void aRelayedMessageOfAHeaderOnlyIsMail() throws Exception {
        assertSignedTwice(one(Messages.raw("From: a@example.com")));
    }

    private static final String TRACKED = new MessageIds(new byte[16]).next("app_1", 1_700_000_000_000L, new Random(1));

    private static AcceptedMessage tracked(AcceptedMessage.Builder message, Tracking.Builder tracking) {
        message.getHeadBuilder().setMessageId(TRACKED);
        return message.setTracking(tracking)
                .addRecipients(Messages.recipient("copy@example.org", "cc"))
                .build();
    }

    @Test
    void everyRecipientHasLinksOfItsOwnWhereTheyAreAskedFor() throws Exception {
        String html = "<body><a href=\"https://shop.example/?a=1&amp;b=2\">x</a></body>";
        List<Delivery> all = renderer.render(
                tracked(
                        Messages.body(html, "https://shop.example/"),
                        Tracking.newBuilder().setOpens(true).setClicks(true).setListUnsubscribe(true)),
                QUEUED);
        assertEquals(2, all.size());
        List<Subscriber> readers = List.of(reader("priya@example.org"), reader("copy@example.org"));
        for (int i = 0; i < 2; i++) {
            assertSignedTwice(all.get(i));
            assertTrue(source(all.get(i)).contains("X-Migo-Trace: b+" + TRACKED + "." + i + "\r\n"));
            var mail = MimeReader.read(all.get(i).getMime().toByteArray());
            String delivery = TRACKED + "." + i;
            assertEquals(
                    TrackingLink.click(delivery, "https://shop.example/?a=1&b=2"),
                    opened(TrackingKind.CLICK, between(mail.html(), "href=\"", "\"")));
            assertEquals(
                    TrackingLink.open(delivery), opened(TrackingKind.OPEN, between(mail.html(), "<img src=\"", "\"")));
            String header = mail.header("List-Unsubscribe").orElseThrow().strip();
            assertEquals(
                    TrackingLink.unsubscribe(delivery, readers.get(i)),
                    opened(TrackingKind.UNSUBSCRIBE, header.substring(1, header.length() - 1)));
            assertEquals(
                    "List-Unsubscribe=One-Click",
                    mail.header("List-Unsubscribe-Post").orElseThrow());
            assertEquals("https://shop.example/", mail.text().strip());
            assertTrue(
                    source(all.get(i)).replaceAll("\\s", "").contains("list-unsubscribe:list-unsubscribe-post"),
                    "signed");
        }
    }

    private static String between(String text, String before, String after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    private static Subscriber reader(String address) {
        return new Subscriber("acc_1", "app_1", Environment.LIVE, address);
    }

    private static TrackingLink opened(TrackingKind kind, String url) {
        String begin = "https://mg.example.com" + kind.path();
        assertTrue(url.startsWith(begin), url);
        return FakeSources.TOKENS.open(kind, url.substring(begin.length()));
    }

    @Test
    void aRelayedMessageGetsTheFieldsUnlessItBringsThem() throws Exception {
        String own = "From: n@example.com\r\nSubject: x\r\n\r\nbody\r\n";
        var asked = Tracking.newBuilder().setListUnsubscribe(true);
        Delivery one =
                renderer.render(tracked(Messages.raw(own), asked), QUEUED).get(1);
        assertTrue(source(one).contains("\r\nList-Unsubscribe: <https://mg.example.com/t/u/"), source(one));
        assertSignedTwice(one);
    }

    @Test
    void theHtmlOfARelayedMessageHasLinksToo() throws Exception {
        String own = "From: n@example.com\r\nSubject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                + "<a href=\"https://shop.example/\">gr\u00fcn</a>\r\n";
        var asked = Tracking.newBuilder().setOpens(true).setClicks(true);
        Delivery one =
                renderer.render(tracked(Messages.raw(own), asked), QUEUED).get(1);
        String html = MimeReader.read(one.getMime().toByteArray()).html();
        assertTrue(html.contains("gr\u00fcn</a>"), html);
        assertEquals(
                TrackingLink.click(TRACKED + ".1", "https://shop.example/"),
                opened(TrackingKind.CLICK, between(html, "href=\"", "\"")));
        assertTrue(one.getEightBit());
        assertSignedTwice(one);
    }

    @Test
    void mailsOfTheirOwnAreNoLargerTogetherThanOneMayBe() {
        String large = "x".repeat(9 * 1024 * 1024);
        AcceptedMessage message =
                tracked(Messages.body(large, large), Tracking.newBuilder().setOpens(true));
        assertEquals(
                RenderException.MESSAGE_TOO_LARGE,
                assertThrows(RenderException.class, () -> renderer.render(message, QUEUED))
                        .code());
    }
}
