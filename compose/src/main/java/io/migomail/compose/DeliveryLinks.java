package io.migomail.compose;

import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.Subscriber;
import io.migomail.core.Texts;
import io.migomail.core.TrackingLink;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Tracking;
import io.migomail.mail.mime.ComposedMail;
import io.migomail.mail.mime.HtmlPart;
import io.migomail.mail.mime.MailHeader;
import io.migomail.templates.Rendered;
import io.migomail.templates.text.TrackedHtml;
import java.util.List;

/** What one recipient's mail has for itself: its links and the fields for unsubscribing. Used by one thread. */
final class DeliveryLinks {
    private final TrackingUrls urls;
    private final Tracking wanted;
    private final String domain;
    private final String deliveryId;
    private final Subscriber subscriber;

    /** Of the recipient of this number. */
    DeliveryLinks(TrackingUrls urls, AcceptedMessage message, int recipient) {
        this.urls = urls;
        this.wanted = message.getTracking();
        this.domain = message.getSigningDomain();
        MessageHead head = message.getHead();
        this.deliveryId = Ids.delivery(head.getMessageId(), recipient);
        this.subscriber = new Subscriber(
                head.getAccountId(),
                head.getApplicationId(),
                Environment.of(head.getEnvironment()),
                message.getRecipients(recipient).getAddress());
    }

    /** The words with the links of this recipient in them; the text part has none. */
    Rendered in(Rendered words) {
        return words.html().isEmpty() ? words : new Rendered(words.subject(), html(words.html()), words.text());
    }

    /** The HTML with the links of this recipient in it. */
    String html(String html) {
        if (!wanted.getOpens() && !wanted.getClicks()) {
            return html;
        }
        return TrackedHtml.of(
                html,
                wanted.getClicks() ? url -> urls.of(TrackingLink.click(deliveryId, url), domain) : null,
                wanted.getOpens() ? urls.of(TrackingLink.open(deliveryId), domain) : null);
    }

    /** A relayed message with the links of this recipient in its HTML, where that can be exchanged without harm. */
    ComposedMail in(ComposedMail relayed) {
        if (!wanted.getOpens() && !wanted.getClicks()) {
            return relayed;
        }
        HtmlPart part = HtmlPart.find(relayed.bytes());
        byte[] bytes = part == null ? relayed.bytes() : part.with(html(part.html()));
        return new ComposedMail(bytes, relayed.smtputf8(), !Texts.isAscii(bytes));
    }

    /** The fields of one-click unsubscribe (RFC 8058 3.1), where asked for; the signature covers them. */
    List<MailHeader> headers() {
        if (!wanted.getListUnsubscribe()) {
            return List.of();
        }
        String url = urls.of(TrackingLink.unsubscribe(deliveryId, subscriber), domain);
        return List.of(
                new MailHeader("List-Unsubscribe", "<" + url + ">"),
                new MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
}
