package io.migomail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.sdk.Migomail;
import io.migomail.sdk.Options;
import io.migomail.sdk.Page;
import io.migomail.sdk.model.Params;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The API as one command has it: a client, and answers shown as the command's options say. One thread. */
final class Api {
    private static final String LOCAL_RUN = "http://127.0.0.1:8080";

    final Migomail client;
    final Out out;
    final boolean json;
    private final Answers answers;

    /** @throws UsageException where there is no key, or it cannot be read */
    Api(ApiOptions options, Surroundings here) {
        answers = new Answers(here.transport());
        json = options.json;
        out = new Out(here.out());
        Options how = new Options()
                .transport(answers)
                .clock(here.clock())
                .sleeper(here.sleeper())
                .timeout(options.timeout);
        try {
            client = new Migomail(key(options.keyFile, here), how.baseUrl(url(options.url, here)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Where the API is. */
    static String url(@Nullable String given, Surroundings here) {
        String url = given != null ? given : here.environment().getOrDefault("MIGO_BASE_URL", LOCAL_RUN);
        return url.strip().replaceFirst("/+$", "");
    }

    private static String key(@Nullable Path file, Surroundings here) {
        if (file != null) {
            try {
                return Files.readString(file, StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new UsageException("the key cannot be read from " + file + ": " + e, e);
            }
        }
        String key = here.environment().getOrDefault("MIGO_API_KEY", "").strip();
        if (key.isEmpty()) {
            throw new UsageException("no API key: set MIGO_API_KEY, or name a file with --key-file");
        }
        return key;
    }

    /** Shows the answer that came last: as it came, or as this text. */
    void show(Runnable text) {
        if (json) {
            out.json(raw());
        } else {
            text.run();
        }
    }

    /** The answer that came last, as JSON. */
    JsonNode raw() {
        try {
            return Out.parse(answers.last());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a field of a request where the command was given it. */
    static void given(Params<?> request, String name, @Nullable Object value) {
        if (value != null) {
            request.with(name, value);
        }
    }

    /** Hands over the things of a list, page by page, each typed and as it came, until there were so many. */
    <T> void walk(Page<T> first, int limit, BiConsumer<T, JsonNode> use) {
        Page<T> page = first;
        for (int seen = 0; ; page = page.nextPage()) {
            JsonNode raw = raw().path("data");
            List<T> things = page.data();
            for (int i = 0; i < things.size() && seen < limit; i++, seen++) {
                use.accept(things.get(i), raw.path(i));
            }
            if (!page.hasMore() || seen >= limit) {
                return;
            }
        }
    }

    /** Shows the things of a list, each as it came or as this text. */
    <T> void each(Page<T> first, int limit, Consumer<T> text) {
        walk(first, limit, (thing, raw) -> {
            if (json) {
                out.json(raw);
            } else {
                text.accept(thing);
            }
        });
    }

    /** Shows the things of a list as a table. */
    <T> void table(Page<T> first, int limit, List<String> headings, Function<T, List<String>> row) {
        List<List<String>> rows = new ArrayList<>();
        each(first, limit, thing -> rows.add(row.apply(thing)));
        if (!json) {
            out.table(headings, rows);
        }
    }
}
