package io.migomail.faults.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.faults.Trial;
import io.migomail.faults.check.Fate;
import io.migomail.faults.load.FaultMail;
import io.migomail.faults.load.FaultMails;
import io.migomail.faults.load.RestDoor;
import io.migomail.faults.load.Told;
import io.migomail.faults.system.Api;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client has arranged with a system, and expects of the one that takes its place: a suppression, a message that is
 * to be sent later, one that was withdrawn, and a key that names a message.
 */
record Arranged(String suppressed, Instant due, String scheduled, String canceled, FaultMail keyed, String keyedId) {
    private static final Set<String> FINAL =
            Set.of("delivered", "hard_bounce", "failed", "expired", "suppressed", "canceled");
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Arranges it; the message is to be sent so long after now. The name is a word, another one for each of a trial. */
    static Arranged with(Trial trial, String name, Duration later) throws IOException, InterruptedException {
        Api api = trial.api();
        String suppressed = name + "-suppressed@d0." + Trial.DOMAIN;
        require(api.post("/v1/suppressions", "{\"address\":\"" + suppressed + "\"}"), 201);
        Instant due = Instant.ofEpochMilli(trial.time().wallMillis()).plus(later);
        FaultMails mails = trial.mails(name, Trial.DOMAIN);
        String scheduled = post(trial, mails.of(3), due);
        String canceled = send(trial, name + "-canceled@d0." + Trial.DOMAIN, due);
        require(api.post("/v1/messages/" + canceled + "/cancel", ""), 200, 202);
        return new Arranged(suppressed, due, scheduled, canceled, mails.of(1), post(trial, mails.of(1), null));
    }

    /** What of it is otherwise than arranged when the bound has passed after it is due. */
    List<String> broken(Trial trial, Duration bound) throws IOException, InterruptedException {
        List<String> broken = new ArrayList<>();
        String again = post(trial, keyed, null);
        if (!again.equals(keyedId)) {
            broken.add("the key names " + again + ", before " + keyedId);
        }
        ended("suppressed", send(trial, suppressed, null), trial, bound, broken);
        ended("canceled", canceled, trial, bound, broken);
        Duration left = Duration.between(Instant.ofEpochMilli(trial.time().wallMillis()), due);
        JsonNode late = ended("delivered", scheduled, trial, left.isNegative() ? bound : bound.plus(left), broken);
        String accepted = late.path("accepted_at").asText();
        if (late.hasNonNull("accepted_at") && Instant.parse(accepted).isBefore(due)) {
            broken.add("scheduled for " + due + ", accepted at " + accepted);
        }
        return broken;
    }

    /** The story of a message that has ended, or that the bound has passed for. */
    private static JsonNode ended(String as, String id, Trial trial, Duration bound, List<String> broken)
            throws IOException, InterruptedException {
        long end = trial.now() + bound.toNanos();
        JsonNode story = trial.api().get("/v1/messages/" + id).body();
        while (!FINAL.contains(story.path("status").asText()) && trial.now() < end) {
            trial.pause(AGAIN);
            story = trial.api().get("/v1/messages/" + id).body();
        }
        if (!story.path("status").asText().equals(as)) {
            broken.add(id + " is " + story.path("status").asText() + ", not " + as);
        }
        return story;
    }

    /** Sends what will arrive, so that the journal knows of it, again with its key where it may not be stored; the message's id. */
    private static String post(Trial trial, FaultMail mail, @Nullable Instant due)
            throws IOException, InterruptedException {
        String body = RestDoor.json(mail);
        String all = due == null ? body : body.substring(0, body.length() - 1) + ",\"scheduled_at\":\"" + due + "\"}";
        trial.journal().sends(mail.id(), mail.recipient(), mail.key(), mail.hash());
        RestDoor door = new RestDoor(trial.system().access());
        long end = trial.now() + PATIENCE.toNanos();
        Told told = door.send(all, mail.key()).join();
        while (told.fate() == Fate.UNKNOWN && trial.now() < end) {
            trial.pause(AGAIN);
            told = door.send(all, mail.key()).join();
        }
        trial.journal().told(mail.id(), told.fate(), told.messageId(), told.code());
        if (told.fate() != Fate.OK) {
            throw new IOException("a message was not taken: " + told);
        }
        return told.messageId();
    }

    /** Sends what will not arrive; the message's id. */
    private static String send(Trial trial, String to, @Nullable Instant due) throws IOException, InterruptedException {
        String when = due == null ? "" : ",\"scheduled_at\":\"" + due + "\"";
        Api.Reply taken = trial.api()
                .insist(
                        "/v1/messages",
                        "{\"to\":\"%s\",\"from\":\"%s\",\"subject\":\"arranged\",\"text\":\"x\"%s}"
                                .formatted(to, trial.system().access().from(), when));
        require(taken, 200);
        return taken.body().path("message_id").asText();
    }

    private static void require(Api.Reply reply, Integer... expected) throws IOException {
        if (!List.of(expected).contains(reply.status())) {
            throw new IOException("expected " + List.of(expected) + ", not " + reply);
        }
    }
}
