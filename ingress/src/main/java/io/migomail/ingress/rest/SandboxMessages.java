package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.MessageIds;
import io.migomail.core.ReturnPaths;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.sandbox.CapturedMail;
import io.migomail.ingress.sandbox.SandboxMail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/sandbox/messages}: sandbox mail of the key's application as the simulated mail server received it, with what
 * its signatures are worth. The return path tells whose a mail is: its message id is one that only this installation can
 * have made for that application. Thread-safe.
 */
final class SandboxMessages {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxMessages.class);
    /** {@link ReturnPaths}, with the label that live mail does not have. */
    private static final Pattern RETURN_PATH = Pattern.compile("(b\\+[a-z0-9]+\\+[a-z]+)@.*");

    private static final Pattern VERDICT = Pattern.compile("(\\w+) ([^/ ]*)/([^ ]*) ([^: ]*)(?:: (.*))?");

    private final SandboxMail mail;
    private final MessageIds ids;
    private final ReturnPaths paths;

    SandboxMessages(SandboxMail mail, MessageIds ids, ReturnPaths paths) {
        this.mail = mail;
        this.ids = ids;
        this.paths = paths;
    }

    Reply list(Call call) {
        return Page.of(call, of(call.caller()), each -> Long.toString(each.number()), this::json);
    }

    Reply get(Call call) {
        CapturedMail found = of(call.caller()).stream()
                .filter(each -> Long.toString(each.number()).equals(call.path("id")))
                .findFirst()
                .orElseThrow(SandboxMessages::missing);
        byte[] source = source(found);
        if (source == null) {
            throw missing();
        }
        return Reply.ok(json(found).put("source", new String(source, StandardCharsets.UTF_8)));
    }

    private List<CapturedMail> of(Caller caller) {
        if (caller.environment() != Environment.SANDBOX) {
            return List.of();
        }
        try {
            return mail.newest().stream()
                    .filter(each -> ids.issuedTo(caller.applicationId(), messageId(each)))
                    .toList();
        } catch (IOException e) {
            throw away(e);
        }
    }

    private byte @Nullable [] source(CapturedMail found) {
        try {
            return mail.source(found.number());
        } catch (IOException e) {
            throw away(e);
        }
    }

    /** Empty where it is no sandbox mail of this installation. */
    private String messageId(CapturedMail mail) {
        Matcher path = RETURN_PATH.matcher(mail.sender());
        String delivery = path.matches() ? paths.delivery(path.group(1)) : null;
        return delivery == null ? "" : Ids.messageOf(delivery);
    }

    private static Problem away(IOException e) {
        LOG.warn("captured mail cannot be read now: {}", e.toString());
        return Problem.of(
                ErrorCode.STORE_UNAVAILABLE, "The mail server of the sandbox does not answer now; try again.");
    }

    private static Problem missing() {
        return Problem.of(ErrorCode.NOT_FOUND, "There is no such captured mail.");
    }

    private ObjectNode json(CapturedMail mail) {
        ObjectNode out = Json.object();
        out.put("id", Long.toString(mail.number()));
        out.put("message_id", messageId(mail));
        Json.instant(out, "received_at", mail.at());
        out.put("return_path", mail.sender());
        ArrayNode recipients = out.putArray("recipients");
        mail.recipients().forEach(recipients::add);
        out.put("from", mail.from());
        out.put("subject", mail.subject());
        ArrayNode dkim = out.putArray("dkim");
        mail.dkim().forEach(verdict -> dkim.add(verdict(verdict)));
        out.put("tls", mail.tls().isEmpty() ? null : mail.tls());
        out.put("size", mail.size());
        return out;
    }

    private static ObjectNode verdict(String words) {
        Matcher parts = VERDICT.matcher(words);
        ObjectNode out = Json.object();
        if (!parts.matches()) {
            return out.put("result", words);
        }
        return out.put("result", parts.group(1))
                .put("domain", parts.group(2))
                .put("selector", parts.group(3))
                .put("algorithm", parts.group(4))
                .put("reason", parts.group(5));
    }
}
