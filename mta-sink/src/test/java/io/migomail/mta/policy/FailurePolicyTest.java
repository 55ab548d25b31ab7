package io.migomail.mta.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of the policy, row by row. */
class FailurePolicyTest {
    private final FailurePolicy policy = new FailurePolicy();

    private Verdict reply(Stage stage, String text, boolean last) {
        int code = Integer.parseInt(text.substring(0, 3));
        return policy.decide(Failure.of(stage, Reply.of(code, text)), last);
    }

    @ParameterizedTest(name = "{0} {1}: {2} / {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    BANNER | 421 4.3.2 shutting down                         | NEXT_HOST | DEFER_GROUP | remote  | remote_system
                    BANNER | 554 no SMTP service here                        | NEXT_HOST | OTHER_IP | remote  | policy
                    BANNER | 554 5.7.1 your IP is listed in zen.spamhaus.org | OTHER_IP  | OTHER_IP | our_ip  | blocked
                    BANNER | 521 this host does not accept mail              | NEXT_HOST | BOUNCE | recipient | no_mail_host
                    BANNER | 421 too many connections from your host         | DEFER_GROUP | DEFER_GROUP | our_ip  | throttled
                    BANNER | 421 4.3.2 The maximum number of concurrent server connections has exceeded a limit | DEFER_GROUP | DEFER_GROUP | our_ip  | throttled
                    EHLO   | 550 who are you                                 | NEXT_HOST | OTHER_IP | remote  | policy
                    EHLO   | 450 4.3.2 system error                          | NEXT_HOST | DEFER_GROUP | remote  | remote_system
                    MAIL   | 421 4.4.2 closing                               | NEXT_HOST | DEFER  | remote  | network
                    MAIL   | 451 4.3.0 internal error                        | NEXT_HOST | DEFER  | remote  | remote_system
                    MAIL   | 452 4.3.1 insufficient system storage           | NEXT_HOST | DEFER  | remote  | remote_system
                    MAIL   | 450 4.7.1 IP name lookup failed [192.0.2.1]     | OTHER_IP  | OTHER_IP | our_ip  | blocked
                    MAIL   | 550 5.1.8 no                                    | BOUNCE    | BOUNCE | our_authentication | sender_rejected
                    MAIL   | 550 5.7.1 [S3150] part of their network is on our block list | OTHER_IP | OTHER_IP | our_ip | blocked
                    RCPT   | 450 4.2.0 Greylisted                            | DEFER     | DEFER  | remote  | greylisted
                    RCPT   | 450 4.2.1 user is receiving mail too quickly    | DEFER     | DEFER  | recipient | mailbox_busy
                    RCPT   | 452 4.2.2 mailbox full                          | DEFER     | DEFER  | recipient | mailbox_full
                    RCPT   | 450 4.1.1 user unknown                          | DEFER     | DEFER  | recipient | invalid_recipient
                    RCPT   | 451 4.3.0 queue file write error                | NEXT_HOST | DEFER  | remote  | remote_system
                    RCPT   | 552 5.5.3 recipients over                       | DEFER     | DEFER  | remote  | protocol
                    RCPT   | 552 5.2.2 mailbox full                          | DEFER     | DEFER  | recipient | mailbox_full
                    RCPT   | 552 5.3.4 message size exceeds limit            | BOUNCE    | BOUNCE | content | too_large
                    RCPT   | 550 5.1.1 <x@example.com>                       | BOUNCE    | BOUNCE | recipient | invalid_recipient
                    RCPT   | 550 no                                          | BOUNCE    | BOUNCE | recipient | recipient_rejected
                    RCPT   | 550 5.4.1 Recipient address rejected: Access denied | BOUNCE | BOUNCE | recipient | invalid_recipient
                    RCPT   | 550 5.1.10 RESOLVER.ADR                         | NEXT_HOST | BOUNCE | recipient | no_mail_host
                    RCPT   | 556 5.1.10 domain does not accept mail          | NEXT_HOST | BOUNCE | recipient | no_mail_host
                    RCPT   | 550 5.7.1 user temporarily locked, try again later | DEFER  | DEFER  | recipient | mailbox_disabled
                    RCPT   | 550 5.2.1 account disabled                      | BOUNCE    | BOUNCE | recipient | mailbox_disabled
                    RCPT   | 554 5.7.1 Relay access denied                   | BOUNCE    | BOUNCE | remote  | relay_denied
                    DATA   | 554 5.6.0 malformed                             | BOUNCE    | BOUNCE | content | content
                    DATA   | 451 4.3.2 please try later                      | NEXT_HOST | DEFER  | remote  | remote_system
                    DOT    | 550 5.7.26 unauthenticated mail is refused      | BOUNCE    | BOUNCE | our_authentication | auth_failure
                    DOT    | 550 user unknown                                | BOUNCE    | BOUNCE | recipient | recipient_rejected
                    DOT    | 550 5.1.1 user unknown                          | BOUNCE    | BOUNCE | recipient | invalid_recipient
                    DOT    | 554 5.7.1 spam message rejected                 | BOUNCE    | BOUNCE | content | spam
                    DOT    | 552 5.2.3 message too large                     | BOUNCE    | BOUNCE | content | too_large
                    DOT    | 550 5.7.606 Access denied                       | OTHER_IP  | OTHER_IP | our_ip  | blocked
                    RSET   | 421 4.4.2 closing                               | NEXT_HOST | DEFER  | remote  | network
                    STARTTLS | 554 5.7.3 no                                  | NEXT_HOST | DEFER  | remote  | policy
                    RCPT   | 550 5.7.1 frequency limit of this IP                | DEFER_GROUP | DEFER_GROUP | our_ip | throttled
                    DOT    | 421 4.7.28 unusual rate of mail                 | DEFER_GROUP | DEFER_GROUP | our_ip  | throttled
                    """)
    void aReply(Stage stage, String text, Verdict.Action before, Verdict.Action atLast, String blame, String category) {
        assertEquals(before, reply(stage, text, false).action());
        Verdict last = reply(stage, text, true);
        assertEquals(atLast, last.action());
        assertEquals(blame, last.blame().word());
        assertEquals(category, last.category().word());
        assertEquals("", last.code());
    }

    @ParameterizedTest
    @CsvSource({
        "NO_ADDRESS,          NEXT_HOST, DEFER,  mx_unresolved,        network,   remote",
        "REFUSED_ADDRESS,     NEXT_HOST, DEFER,  mx_address_refused,   network,   remote",
        "UNREACHABLE,         NEXT_HOST, DEFER,  connect_failed,       network,   remote",
        "BIND,                OTHER_IP,  OTHER_IP,  egress_unavailable,   our_side,  us",
        "NODE,                OTHER_IP,  OTHER_IP,  egress_node_unavailable, our_side, us",
        "TIMEOUT,             NEXT_HOST, DEFER,  timeout,              network,   remote",
        "DEADLINE,            DEFER,     DEFER,  attempt_timeout,      network,   remote",
        "LOST,                NEXT_HOST, DEFER,  connection_lost,      network,   remote",
        "GARBLED,             NEXT_HOST, DEFER,  protocol_error,       protocol,  remote",
        "TLS,                 NEXT_HOST, DEFER,  tls_failed,           tls,       remote",
        "NO_SMTPUTF8,         NEXT_HOST, BOUNCE, smtputf8_unsupported, protocol,  remote",
        "TOO_LARGE,           NEXT_HOST, BOUNCE, message_too_large,    too_large, content"
    })
    void noReply(
            Cause cause, Verdict.Action before, Verdict.Action atLast, String code, String category, String blame) {
        assertEquals(
                before, policy.decide(Failure.of(Stage.MAIL, cause, ""), false).action());
        Verdict last = policy.decide(Failure.of(Stage.MAIL, cause, ""), true);
        assertEquals(new Row(atLast, code, category, blame), Row.of(last));
    }

    @ParameterizedTest
    @CsvSource({
        "DNS,      NO_ADDRESS,  DEFER",
        "CONNECT,  UNREACHABLE, DEFER_GROUP",
        "CONNECT,  TIMEOUT,     DEFER_GROUP",
        "CONNECT,  DEADLINE,    DEFER_GROUP",
        "BANNER,   LOST,        DEFER_GROUP",
        "BANNER,   GARBLED,     DEFER_GROUP",
        "EHLO,     TIMEOUT,     DEFER_GROUP",
        "STARTTLS, TLS,         DEFER",
        "STARTTLS, TIMEOUT,     DEFER",
        "RSET,     TIMEOUT,     DEFER",
        "MAIL,     LOST,        DEFER",
        "RCPT,     DEADLINE,    DEFER",
        "DATA,     LOST,        DEFER",
        "DOT,      LOST,        DEFER"
    })
    void whoeverWasTurnedAwayWithoutAWordWaitsWithAllOthers(Stage stage, Cause cause, Verdict.Action atLast) {
        assertEquals(atLast, policy.decide(Failure.of(stage, cause, ""), true).action());
    }

    private record Row(Verdict.Action action, String code, String category, String blame) {
        static Row of(Verdict verdict) {
            return new Row(
                    verdict.action(),
                    verdict.code(),
                    verdict.category().word(),
                    verdict.blame().word());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"LOST", "TIMEOUT", "DEADLINE", "GARBLED"})
    void behindTheFinalDotNothingButUncertaintyRemains(Cause cause) {
        for (boolean last : new boolean[] {false, true}) {
            Verdict verdict = policy.decide(Failure.of(Stage.DOT, cause, ""), last);
            assertEquals(Verdict.Action.DEFER, verdict.action());
            assertEquals("uncertain", verdict.code());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    450 4.2.0 Greylisted, please try again in 300 seconds   | 300
                    451 try again in 5 minutes                              | 300
                    451 4.7.1 Please come back in 00:04:30                  | 270
                    450 retry after 60 s                                    | 60
                    451 come back in 3 hours                                | 10800
                    451 try again in 999999 hours                           | 14400
                    450 4.2.0 mailbox busy                                  | 0
                    450 try again, error 4711                               | 0
                    """)
    void aWishInTheReplyIsUnderstood(String text, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), reply(Stage.RCPT, text, true).retryAfter());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    550 5.1.1 unknown            | 5.1.1
                    550-5.1.1 unknown            | 5.1.1
                    550 #5.1.0 Address rejected  | 5.1.0
                    550 unknown (#5.5.0)         | 5.5.0
                    550 host 5.1.1 said no       | ''
                    550 5.1.1.1 no               | ''
                    550                          | ''
                    """)
    void enhancedCodesAreFound(String text, String enhanced) {
        assertEquals(enhanced, Reply.of(550, text).enhanced());
    }
}
