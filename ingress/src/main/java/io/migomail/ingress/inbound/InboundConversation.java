package io.migomail.ingress.inbound;

import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.report.InboundReport;
import io.migomail.mail.report.ReportReader;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConversation;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One mail system that returns mail or brings complaints. It is answered 250 only when what it told is durable, and 250 as well
 * where it told nothing: no mail is ever made here, and a refusal would make one elsewhere. On the connection's event loop.
 */
final class InboundConversation implements SmtpConversation {
    private static final Logger LOG = LoggerFactory.getLogger(InboundConversation.class);
    private static final SmtpReply NO_RELAY = SmtpReply.of(550, "5.7.1", "Mail for that domain is not taken here");
    private static final SmtpReply NO_SUCH_ADDRESS = SmtpReply.of(550, "5.1.1", "No such address");
    private static final SmtpReply TOO_MANY_WRONG = SmtpReply.of(421, "4.7.0", "Too many unknown addresses");
    private static final SmtpReply TOO_OFTEN =
            SmtpReply.of(450, "4.7.1", "Too many reports of that mail; try again later");
    private static final SmtpReply NOT_STORED = SmtpReply.of(451, "4.3.0", "Could not be stored now");

    private final InboundAddresses addresses;
    private final InboundReports reports;
    private int refused;

    InboundConversation(InboundAddresses addresses, InboundReports reports) {
        this.addresses = addresses;
        this.reports = reports;
    }

    @Override
    public CompletionStage<SmtpReply> recipient(MailAddress recipient) {
        if (addresses.takesComplaints(recipient) || addresses.delivery(recipient) != null) {
            return CompletableFuture.completedFuture(SmtpReply.STANDARD);
        }
        SmtpReply why = addresses.ours(recipient) ? NO_SUCH_ADDRESS : NO_RELAY;
        return CompletableFuture.completedFuture(++refused > Limits.INBOUND_REFUSALS ? TOO_MANY_WRONG : why);
    }

    @Override
    public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
        InboundReport report = ReportReader.read(content);
        Set<String> deliveries = reports.deliveries(report, envelope.recipients());
        if (deliveries.isEmpty()) {
            LOG.debug("{}, which tells of no delivery", report.kind().word());
        } else {
            LOG.info("{} of {}", report.kind().word(), deliveries);
        }
        if (!reports.withinBudget(deliveries, report)) {
            return CompletableFuture.completedFuture(TOO_OFTEN);
        }
        return reports.write(deliveries, report).handle((done, failure) -> reply(failure));
    }

    /** What is no problem that we know of is the server's to answer and to log. */
    private static SmtpReply reply(@Nullable Throwable failure) {
        if (failure == null) {
            return SmtpReply.OK;
        }
        Throwable cause = Problem.cause(failure);
        if (cause instanceof Problem) {
            return NOT_STORED;
        }
        throw new CompletionException(cause);
    }
}
