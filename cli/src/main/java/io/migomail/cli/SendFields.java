package io.migomail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.sdk.model.Send;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The fields of a send as options. What is given here wins over the same field of {@code --body}. */
final class SendFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--body",
            paramLabel = "FILE",
            description = "the request as JSON, - = standard input; options below win")
    @Nullable
    String body;

    @Option(names = "--from", paramLabel = "ADDRESS", description = "the sender, in a verified domain")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "ADDRESS", description = "a recipient; may be repeated, as --cc and --bcc")
    List<String> to = List.of();

    @Option(names = "--cc", paramLabel = "ADDRESS", description = "one who gets a copy")
    List<String> cc = List.of();

    @Option(names = "--bcc", paramLabel = "ADDRESS", description = "one who gets a copy that the others do not see")
    List<String> bcc = List.of();

    @Option(names = "--reply-to", paramLabel = "ADDRESS", description = "where answers go")
    @Nullable
    String replyTo;

    @Option(names = "--subject", paramLabel = "TEXT", description = "of a mail without a template")
    @Nullable
    String subject;

    @Option(names = "--text", paramLabel = "TEXT", description = "the text part")
    @Nullable
    String text;

    @Option(names = "--text-file", paramLabel = "FILE", description = "file with the text part")
    @Nullable
    Path textFile;

    @Option(names = "--html-file", paramLabel = "FILE", description = "file with the HTML part")
    @Nullable
    Path htmlFile;

    @Option(names = "--template", paramLabel = "ALIAS", description = "the template that is sent")
    @Nullable
    String template;

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "a variable of it, as text; may be repeated")
    Map<String, String> variables = Map.of();

    @Option(
            names = "--variables",
            paramLabel = "JSON",
            description = "its variables as an object, beside those of --var")
    @Nullable
    String variablesJson;

    @Option(names = "--class", paramLabel = "CLASS", description = "critical, high or normal")
    @Nullable
    String messageClass;

    @Option(names = "--stream", paramLabel = "STREAM", description = "transactional or marketing")
    @Nullable
    String stream;

    @Option(names = "--tag", paramLabel = "TAG", description = "a tag; may be repeated")
    List<String> tags = List.of();

    @Option(
            names = "--metadata",
            paramLabel = "NAME=VALUE",
            description = "metadata, never put into the mail; may be repeated")
    Map<String, String> metadata = Map.of();

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "a header of the mail; may be repeated")
    Map<String, String> headers = Map.of();

    @Option(names = "--attach", paramLabel = "FILE", description = "a file to attach; may be repeated")
    List<Path> attachments = List.of();

    @Option(names = "--at", paramLabel = "INSTANT", description = "when to send it, like 2026-12-24T18:00:00Z")
    @Nullable
    String at;

    @Option(names = "--expires-in", paramLabel = "SECONDS", description = "after which it is not delivered any more")
    @Nullable
    Long expiresIn;

    @Option(names = "--sandbox-result", paramLabel = "RESULT", description = "with a sandbox key: what becomes of it")
    @Nullable
    String sandboxResult;

    /** The request. */
    Send request(Surroundings here) throws IOException {
        Send send = new Send();
        body(here).forEach(send::with);
        Api.given(send, "from", from);
        some(send, "to", to);
        some(send, "cc", cc);
        some(send, "bcc", bcc);
        Api.given(send, "reply_to", replyTo);
        Api.given(send, "subject", subject);
        Api.given(send, "text", textFile == null ? text : read(textFile));
        Api.given(send, "html", htmlFile == null ? null : read(htmlFile));
        Api.given(send, "template", template);
        some(send, "variables", variables());
        Api.given(send, "class", messageClass);
        Api.given(send, "stream", stream);
        some(send, "tags", tags);
        some(send, "metadata", metadata);
        some(send, "headers", headers);
        some(send, "attachments", attached());
        Api.given(send, "scheduled_at", at);
        Api.given(send, "expires_in", expiresIn);
        Api.given(send, "sandbox_result", sandboxResult);
        return send;
    }

    private Map<String, Object> body(Surroundings here) throws IOException {
        if (body == null) {
            return Map.of();
        }
        byte[] json = body.equals("-") ? here.in().readAllBytes() : Files.readAllBytes(Path.of(body));
        return object("--body", new String(json, StandardCharsets.UTF_8));
    }

    private Map<String, Object> variables() {
        Map<String, Object> all =
                new LinkedHashMap<>(variablesJson == null ? Map.of() : object("--variables", variablesJson));
        all.putAll(variables);
        return all;
    }

    private static Map<String, Object> object(String option, String json) {
        try {
            return JSON.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UsageException(option + " is no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    private List<Send.Attachment> attached() throws IOException {
        List<Send.Attachment> out = new ArrayList<>();
        for (Path file : attachments) {
            String name = file.getFileName().toString();
            String type = URLConnection.guessContentTypeFromName(name);
            out.add(new Send.Attachment()
                    .filename(name)
                    .content(Base64.getEncoder().encodeToString(Files.readAllBytes(file)))
                    .contentType(type == null ? "application/octet-stream" : type));
        }
        return out;
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void some(Send send, String name, List<?> values) {
        if (!values.isEmpty()) {
            send.with(name, values);
        }
    }

    private static void some(Send send, String name, Map<String, ?> values) {
        if (!values.isEmpty()) {
            send.with(name, values);
        }
    }
}
