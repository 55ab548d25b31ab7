package io.migomail.ingress.docs;

import io.migomail.core.EventType;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes pages of documents: places in them are filled by what the code says, and links lead to pages. */
final class GuidePages {
    /** Where a document leaves something to the code. */
    private static final Pattern PLACE = Pattern.compile("<!-- ([a-z_ ]+) -->");

    private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
    private static final String LOCAL = "http://127.0.0.1:8080";

    private final String server;
    private final Map<String, String> filled = new HashMap<>(LimitTables.all());

    /** @param server where the API of this node is reached, for the commands in the documents */
    GuidePages(ApiDocument api, String server) {
        this.server = server;
        for (EventType type : EventType.values()) {
            filled.put(
                    "example " + type.word(),
                    "```json\n" + EventExamples.of(type).toPrettyString() + "\n```\n");
        }
        filled.put("operations", operations(api));
    }

    DocsPage page(Guide guide) {
        String source = PLACE.matcher(Source.text(guide.file()))
                .replaceAll(place -> Matcher.quoteReplacement(fill(guide, place.group(1))))
                .replace(LOCAL, server);
        Markdown.Rendered made = Markdown.render(source, target -> link(guide.file(), target));
        List<Passage> passages = made.passages().stream()
                .map(passage -> passage.title().isEmpty()
                        ? new Passage("", made.title(), List.of(guide.label()), passage.text())
                        : new Passage(passage.anchor(), passage.title(), List.of(), passage.text()))
                .toList();
        return new DocsPage(
                guide.path(),
                guide.group().equals(Guide.REFERENCE) ? "Reference" : "Guide",
                made.title(),
                made.summary(),
                made.html(),
                "",
                made.headings(),
                passages);
    }

    private String fill(Guide guide, String place) {
        String text = filled.get(place);
        if (text == null) {
            throw new IllegalStateException(guide.file() + " has a place for " + place + ", which nothing fills");
        }
        return text;
    }

    /** Where a link of a document leads on the site; empty where the site has nothing of it. */
    static String link(String file, String target) {
        if (ELSEWHERE.matcher(target).matches() || target.startsWith("#") || target.startsWith(DocsSite.ROOT)) {
            return target;
        }
        URI to = URI.create(file).resolve(target);
        if ("openapi.yaml".equals(to.getPath())) {
            return DocsSite.CONTRACT;
        }
        String fragment = to.getFragment() == null ? "" : "#" + to.getFragment();
        return Guide.ALL.stream()
                .filter(guide -> guide.file().equals(to.getPath()))
                .map(guide -> guide.path() + fragment)
                .findFirst()
                .orElse("");
    }

    private static String operations(ApiDocument api) {
        StringBuilder out = new StringBuilder();
        api.tags().forEach((tag, what) -> {
            out.append("\n### ")
                    .append(ApiPages.title(tag))
                    .append("\n\n")
                    .append(what)
                    .append(".\n\n");
            out.append("| | |\n|---|---|\n");
            for (ApiOperation operation : api.operations(tag)) {
                out.append("| [").append(operation.title()).append("](").append(operation.page());
                out.append(") | `").append(operation).append("` |\n");
            }
        });
        return out.toString();
    }
}
