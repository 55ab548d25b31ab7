package io.migomail.jobs.accounting;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.report.InboundReport;
import io.migomail.mail.report.InboundReport.Kind;
import io.migomail.mail.report.ReportReader;
import io.migomail.mta.policy.Category;
import io.migomail.mta.policy.ReportedRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What 235 mails of many mail systems say, beside what sisimai's authors say that they do. docs/inbound.md has the shares. */
class RealBouncesTest {
    private static final Path FOLDER = Path.of("src/test/resources/bounces");

    /** Mails that say of themselves that delivery goes on; the labels tell why it had not succeeded yet. */
    private static final Set<String> DELAYED = Set.of(
            "lhost-exim-38",
            "lhost-gmail-17",
            "lhost-opensmtpd-06",
            "lhost-opensmtpd-12",
            "lhost-opensmtpd-15",
            "lhost-outlook-06",
            "lhost-sendmail-29",
            "lhost-sendmail-55",
            "rfc3464-09",
            "rfc3464-55",
            "rhost-outlook-06");

    private record Label(String reason, boolean hard, String extra, String category, String disposition) {
        Kind kind() {
            return switch (reason) {
                case "feedback" -> extra.equals("abuse") ? Kind.COMPLAINT : Kind.OTHER_FEEDBACK;
                case "vacation" -> Kind.AUTO_REPLY;
                default -> disposition.equals("not_bounce") ? Kind.UNRECOGNISED : Kind.BOUNCE;
            };
        }
    }

    /** One mail; several labels where it tells of several recipients. */
    private record Real(String name, byte[] mail, List<Label> labels, InboundReport read) {
        Kind kind() {
            return DELAYED.contains(name) ? Kind.DELAYED : labels.get(0).kind();
        }

        Category category() {
            return ReportedRefusal.category(read.enhanced(), read.code(), read.diagnostic());
        }

        /** Whether one of several recipients' labels would do. */
        boolean any(Predicate<Label> what) {
            return labels.stream().anyMatch(what);
        }
    }

    private static final List<Real> MAILS = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Map<String, String[]> map = new HashMap<>();
        for (String line : Files.readAllLines(FOLDER.resolve("label-map.tsv"))) {
            map.put(line.split("\t", -1)[0], line.split("\t", -1));
        }
        Map<String, List<Label>> labels = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(FOLDER.resolve("labels.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] f = line.split("\t", -1);
            String[] meaning = map.get(f[4]);
            labels.computeIfAbsent(f[0], file -> new ArrayList<>())
                    .add(new Label(f[4], f[5].equals("true"), f[6], meaning[1], meaning[2]));
        }
        for (Map.Entry<String, List<Label>> each : labels.entrySet()) {
            byte[] mail = Files.readAllBytes(FOLDER.resolve("mails").resolve(each.getKey()));
            String name = each.getKey().replace(".eml", "");
            MAILS.add(new Real(name, mail, each.getValue(), ReportReader.read(mail)));
        }
    }

    @Test
    void whatEachMailIsIsKnown() {
        assertEquals(235, MAILS.size());
        for (Real real : MAILS) {
            assertEquals(real.kind(), real.read().kind(), real.name());
        }
    }

    @Test
    void whetherAnAddressIsDeadIsMostlySeenAsOthersSeeIt() {
        List<Real> bounces = bounces();
        long right = bounces.stream()
                .filter(real -> dead(real) ? real.any(Label::hard) : real.any(label -> !label.hard()))
                .count();
        assertTrue(right >= 189, () -> right + " of " + bounces.size());
        long missed = bounces.stream()
                .filter(real -> !dead(real) && !real.any(label -> !label.hard()))
                .count();
        assertTrue(missed <= 8, () -> missed + " dead addresses would be written to again");
    }

    @Test
    void whyItCameBackIsMostlySeenAsOthersSeeIt() {
        List<Real> bounces = bounces();
        long right = bounces.stream()
                .filter(real -> real.any(label -> same(label, real.category())))
                .count();
        assertTrue(right >= 157, () -> right + " of " + bounces.size());
    }

    /** A mail that waited too long is the network's in our words. */
    private static boolean same(Label label, Category category) {
        return label.category().equals(category.word())
                || label.category().equals("expired") && category == Category.NETWORK;
    }

    private static boolean dead(Real real) {
        return real.category().addressIsDead() && !real.read().enhanced().startsWith("4");
    }

    private static List<Real> bounces() {
        return MAILS.stream().filter(real -> real.kind() == Kind.BOUNCE).toList();
    }

    @Test
    void whateverIsDoneToAMailItIsReadInNoTimeAndItsWordsStayFitToShow() {
        Random random = new Random(7);
        assertTimeout(Duration.ofMinutes(2), () -> {
            for (Real real : MAILS) {
                for (int i = 0; i < 8; i++) {
                    InboundReport read = ReportReader.read(damaged(real.mail(), random));
                    assertTrue((read.diagnostic() + read.mx()).matches("[ -~]{0,1400}"), real.name());
                    assertTrue(read.enhanced().matches("([245]\\.\\d{1,3}\\.\\d{1,3})?"), real.name());
                }
            }
        });
    }

    /** Cut, doubled, with octets of other mails, of no charset, or with line ends lost. */
    private static byte[] damaged(byte[] mail, Random random) {
        StringBuilder text = new StringBuilder(new String(mail, ISO_8859_1));
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
            int from = random.nextInt(text.length() + 1);
            int to = from + random.nextInt(text.length() - from + 1);
            switch (random.nextInt(6)) {
                case 0 -> text.delete(from, Math.min(to, from + 200));
                case 1 -> text.insert(from, text.substring(from, Math.min(to, from + 2_000)));
                case 2 -> text.insert(from, new String(other(random).mail(), ISO_8859_1).substring(0, 300));
                case 3 -> text.insert(from, (char) random.nextInt(256));
                case 4 -> text.replace(from, Math.min(to, from + 80), "\n");
                default -> text.insert(from, "----=_\r\n\r\nContent-Type: multipart/report; boundary=\"--\"\r\n\r\n");
            }
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private static Real other(Random random) {
        return MAILS.get(random.nextInt(MAILS.size()));
    }
}
