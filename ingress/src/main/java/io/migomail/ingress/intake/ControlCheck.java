package io.migomail.ingress.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import io.migomail.control.ControlView;
import io.migomail.control.EntityKind;
import io.migomail.core.Bounded;
import io.migomail.core.Environment;
import io.migomail.core.MailStream;
import io.migomail.core.MessageClass;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateContent;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a send only the control plane can tell: domain, pool and template. Thread-safe, never blocks. */
final class ControlCheck {
    private static final int KEPT = 1000;

    /** What a send was found to use. */
    record Found(String signingDomain, @Nullable TemplateVersion template, String subject, MessageClass messageClass) {}

    private final ControlView view;
    private final TemplateGate gate;
    /** Versions never change: each is parsed once, and the same object then finds its prepared form at once. */
    private final Map<String, CompiledTemplate> compiled = Bounded.recentlyUsed(KEPT);

    ControlCheck(ControlView view, TemplateGate gate) {
        this.view = view;
        this.gate = gate;
    }

    /** @throws Problem where the caller may not send this */
    Found check(Caller caller, SendRequest request) {
        MailStream stream = request.options().stream();
        checkLimits(caller.limits(), request);
        if (request.options().sandboxResult() != null && caller.environment() != Environment.SANDBOX) {
            throw Problem.at(
                    "/sandbox_result",
                    ErrorCode.INVALID_VALUE,
                    "Only a sandbox key may say what is to become of mail.");
        }
        String domain = signingDomain(caller, request.from().domain(), stream);
        if (view.pools(caller.accountId(), stream.word(), caller.environment().word())
                .isEmpty()) {
            throw Problem.at(
                    "/stream",
                    ErrorCode.NO_IP_POOL,
                    "The account has no IP pool for " + stream.word() + " mail of "
                            + caller.environment().word() + " keys.");
        }
        TemplateVersion version = request.content().hasTemplate()
                ? template(caller, request.content().getTemplate())
                : null;
        String subject = version == null
                ? request.subject()
                : gate.subject(
                        compiled(version),
                        request.content().getTemplate().getVariables().toByteArray());
        return new Found(
                domain, version, subject, messageClass(request.options().messageClass(), version));
    }

    private static void checkLimits(KeyLimits limits, SendRequest request) {
        if (!limits.allowFrom(request.from().domain())) {
            throw Problem.at(
                    "/from",
                    ErrorCode.DOMAIN_NOT_ALLOWED,
                    "This API key sends from " + String.join(", ", limits.domains()) + " only.");
        }
        // Content without a template has the empty alias, which no template has.
        if (!limits.allowTemplate(request.content().getTemplate().getAlias())) {
            throw Problem.at(
                    "/template",
                    ErrorCode.TEMPLATE_NOT_ALLOWED,
                    "This API key sends the templates " + String.join(", ", limits.templates()) + " only.");
        }
    }

    /** The verified domain that signs: that of the From field, or the nearest one above it (RFC 7489 3.1.1, relaxed). */
    private String signingDomain(Caller caller, String from, MailStream stream) {
        for (String name = from; name.indexOf('.') > 0; name = name.substring(name.indexOf('.') + 1)) {
            Domain domain = view.domainByName(caller.accountId(), name);
            if (domain != null) {
                // Also one that is not verified (any more): the domain above it must not sign for another stream's
                // names.
                if (!domain.getStream().equals(stream.word())) {
                    throw Problem.at(
                            "/stream",
                            ErrorCode.STREAM_MISMATCH,
                            "The domain " + name + " is for " + domain.getStream() + " mail, the message is "
                                    + stream.word() + ".");
                }
                if (domain.getVerified()) {
                    return name;
                }
            }
        }
        throw Problem.at(
                "/from",
                ErrorCode.DOMAIN_NOT_VERIFIED,
                "The domain of the From address is not verified for this account. Add it with POST /v1/domains, publish"
                        + " its records, then POST /v1/domains/{id}/verify.");
    }

    private TemplateVersion template(Caller caller, TemplateContent wanted) {
        Template template = view.templateByAlias(caller.applicationId(), wanted.getAlias());
        if (template == null
                || !(template.getKind().isEmpty() || template.getKind().equals("template"))) {
            String is = template == null ? "" : " It is a " + template.getKind() + ".";
            throw Problem.at(
                    "/template", ErrorCode.TEMPLATE_NOT_FOUND, "The application has no template of this alias." + is);
        }
        if (wanted.getVersion() == 0 && template.getActiveVersion() == 0) {
            throw Problem.at(
                    "/template", ErrorCode.TEMPLATE_NOT_FOUND, "No version of the template has been published yet.");
        }
        int number = wanted.getVersion() == 0 ? template.getActiveVersion() : wanted.getVersion();
        TemplateVersion version = view.templateVersion(template.getId(), number);
        if (version == null) {
            throw Problem.at(
                    wanted.getVersion() == 0 ? "/template" : "/template_version",
                    ErrorCode.TEMPLATE_NOT_FOUND,
                    "The template has no such version.");
        }
        return version;
    }

    private CompiledTemplate compiled(TemplateVersion version) {
        String id = EntityKind.versionId(version.getTemplateId(), version.getNumber());
        synchronized (compiled) {
            return compiled.computeIfAbsent(id, unknown -> parse(version));
        }
    }

    private static CompiledTemplate parse(TemplateVersion version) {
        try {
            return CompiledTemplate.parseFrom(version.getCompiled());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(
                    "template version " + version.getTemplateId() + ":" + version.getNumber() + " is damaged", e);
        }
    }

    private static MessageClass messageClass(@Nullable MessageClass given, @Nullable TemplateVersion version) {
        if (given != null) {
            return given;
        }
        return version == null || version.getMessageClass().isEmpty()
                ? MessageClass.NORMAL
                : MessageClass.of(version.getMessageClass());
    }
}
