package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Limits;
import io.migomail.ingress.intake.Accepted;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.Intake;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.send.SendParser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Many sends in one request. Each is accepted or refused by itself, and the answer tells in their order which. */
final class Batch {
    private final Intake intake;
    private final RateLimiter limiter;

    Batch(Intake intake, RateLimiter limiter) {
        this.intake = intake;
        this.limiter = limiter;
    }

    /** What became of one, and why it was refused; null = it was not. */
    private record Result(ObjectNode json, @Nullable Problem problem) {
        static Result of(Accepted accepted) {
            return new Result(Messages.json(accepted), null);
        }

        static Result of(Problem problem) {
            ObjectNode json = Json.object().put("status", "refused");
            json.set("error", ProblemJson.part(problem));
            return new Result(json, problem);
        }

        boolean isRefusedWith(ErrorCode code) {
            return problem != null && problem.code() == code;
        }
    }

    CompletionStage<Reply> send(Call call) {
        Fields fields = Fields.of(call.json(), "messages");
        List<JsonNode> messages = fields.entries("messages", Limits.BATCH);
        JsonNode given = fields.get("messages");
        if (given == null || given.isArray() && given.isEmpty()) {
            fields.fault("/messages", ErrorCode.MISSING_FIELD, "At least one message is required.");
        }
        fields.done();
        SendOrigin origin = SendOrigin.of(call);
        limiter.charge(call.caller(), messages.size() - 1);
        List<CompletableFuture<Result>> results = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            results.add(one(call.caller(), origin, i, messages.get(i)));
        }
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        reply(results.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Result> one(Caller caller, SendOrigin origin, int place, JsonNode message) {
        try {
            if (!(message instanceof ObjectNode object)) {
                throw Problem.at("", ErrorCode.INVALID_TYPE, "An object is expected.");
            }
            return intake.accept(caller, SendParser.parse(object, origin.item(place, Json.write(object))))
                    .handle(Batch::result)
                    .toCompletableFuture();
        } catch (Problem problem) {
            return CompletableFuture.completedFuture(Result.of(problem));
        }
    }

    /** A failure that is no problem of this send's is one of the whole request. */
    private static Result result(@Nullable Accepted accepted, @Nullable Throwable failure) {
        if (accepted != null) {
            return Result.of(accepted);
        }
        Throwable cause = Problem.cause(failure);
        if (cause instanceof Problem problem) {
            return Result.of(problem);
        }
        throw new CompletionException(cause);
    }

    /** Where nothing was stored for want of a store, the request as a whole is to be sent again. */
    private static Reply reply(List<Result> results) {
        Problem first = results.get(0).problem();
        if (first != null
                && first.code().status() == 503
                && results.stream().allMatch(each -> each.isRefusedWith(first.code()))) {
            throw first;
        }
        ObjectNode out = Json.object();
        ArrayNode data = out.putArray("data");
        results.forEach(each -> data.add(each.json()));
        long refused = results.stream().filter(each -> each.problem() != null).count();
        out.put("accepted", results.size() - refused).put("refused", refused);
        return Reply.ok(out);
    }
}
