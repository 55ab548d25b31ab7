package io.migomail.ingress.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The API's reference: a page for each kind of operation, and one for each operation. */
final class ApiPages {
    static final String KIND = "API";

    private final ApiDocument api;
    private final RequestSamples samples;
    private final Fields fields;

    ApiPages(ApiDocument api, RequestSamples samples) {
        this.api = api;
        this.samples = samples;
        this.fields = new Fields(api);
    }

    static String title(String tag) {
        return Character.toUpperCase(tag.charAt(0)) + tag.substring(1);
    }

    static String path(String tag) {
        return DocsSite.ROOT + "/api/" + tag;
    }

    /** Of a kind: what it is about, and its operations. */
    DocsPage tag(String tag, String what) {
        Html html = new Html().open("ul", "class", "operations");
        for (ApiOperation operation : api.operations(tag)) {
            html.open("li").open("a", "href", operation.page());
            endpoint(html, operation);
            html.element("strong", operation.title()).close("a");
            html.element("p", operation.summary()).close("li");
        }
        Passage all = new Passage("", title(tag), List.of(), what);
        return new DocsPage(
                path(tag), KIND, title(tag), what + ".", html.close("ul").toString(), "", List.of(), List.of(all));
    }

    DocsPage operation(ApiOperation operation) {
        Sections sections = new Sections(operation, new FieldList());
        String body = sections.write();
        return new DocsPage(
                operation.page(),
                KIND,
                operation.title(),
                operation.summary(),
                body,
                examples(operation),
                sections.headings,
                List.of(passage(operation, sections.list)));
    }

    private Passage passage(ApiOperation operation, FieldList list) {
        List<String> words = new ArrayList<>(List.of(operation.id(), operation.method(), operation.path()));
        words.addAll(new TreeSet<>(list.names()));
        return new Passage("", operation.title(), words, operation.summary());
    }

    static void endpoint(Html html, ApiOperation operation) {
        html.open("span", "class", "endpoint");
        html.element(
                "span",
                operation.method(),
                "class",
                "method " + operation.method().toLowerCase(java.util.Locale.ROOT));
        html.element("code", operation.path()).close("span");
    }

    private String examples(ApiOperation operation) {
        Html html = new Html().open("div", "class", "samples");
        html.element("h2", "Request", "class", "quiet");
        for (Map.Entry<String, String> sample : samples.of(operation).entrySet()) {
            String language = switch (sample.getKey()) {
                case "curl" -> "sh";
                case "Python" -> "python";
                default -> "js";
            };
            html.open("section", "class", "sample", "data-tab", sample.getKey());
            html.element("h3", sample.getKey())
                    .markup(CodeBlock.of(language, sample.getValue()))
                    .close("section");
        }
        html.element("h2", "Answer", "class", "quiet");
        for (ApiOperation.Answer answer : operation.answers()) {
            html.element("h3", answer.status(), "class", "status");
            JsonNode example = answer.example();
            if (!example.isMissingNode()) {
                html.markup(CodeBlock.of("json", Literals.json(example, 52)));
            } else {
                html.element("p", answer.types().isEmpty() ? "No body." : String.join(", ", answer.types()));
            }
        }
        return html.close("div").toString();
    }

    /** The parts of the page of an operation, with their headings. */
    private final class Sections {
        private final ApiOperation operation;
        private final FieldList list;
        private final List<Heading> headings = new ArrayList<>();
        private final Html html = new Html();

        Sections(ApiOperation operation, FieldList list) {
            this.operation = operation;
            this.list = list;
        }

        String write() {
            html.open("p");
            endpoint(html, operation);
            html.close("p").open("p", "class", "scope");
            if (operation.scope().isEmpty()) {
                html.text("Takes no API key.");
            } else {
                html.text("Needs a key with the scope ");
                html.open("a", "href", "/docs/api-keys#what-a-key-may-do").element("code", operation.scope());
                html.close("a").text(".");
            }
            html.close("p");
            parameters("path", "In the path");
            parameters("query", "In the query");
            parameters("header", "Headers");
            body();
            answers();
            errors();
            return html.toString();
        }

        private void heading(String id, String text) {
            headings.add(new Heading(2, id, text));
            html.open("h2", "id", id).text(text + " ");
            html.element("a", "#", "class", "anchor", "href", "#" + id, "aria-label", "Link to this section");
            html.close("h2");
        }

        private void parameters(String place, String title) {
            List<Field> of =
                    operation.parameters(place).stream().map(fields::parameter).toList();
            if (!of.isEmpty()) {
                heading(place, title);
                list.write(html, of, place, true);
            }
        }

        private void body() {
            JsonNode schema = operation.bodySchema();
            if (schema.isMissingNode()) {
                return;
            }
            heading("body", "Body");
            String what = api.resolve(schema).path("description").asText();
            describe(operation.needsBody() ? what : "May be left out. " + what);
            List<Field> of = fields.of(schema);
            if (of.isEmpty()) {
                html.element("p", "An object without fields.");
            } else {
                list.write(html, of, "body", true);
            }
        }

        private void answers() {
            heading("answer", "Answer");
            for (ApiOperation.Answer answer : operation.answers()) {
                html.open("p").element("span", answer.status(), "class", "status");
                html.markup(" " + Markdown.inline(answer.description())).close("p");
                List<Field> of = fields.of(answer.schema());
                if (!of.isEmpty()) {
                    list.write(html, of, "answer-" + answer.status(), false);
                }
            }
        }

        private void errors() {
            heading("errors", "Errors");
            OperationErrors of = OperationErrors.of(operation);
            if (!of.own().isEmpty()) {
                table(of.own());
            }
            html.open("details").element("summary", "Errors of every such request");
            table(of.general());
            html.close("details");
        }

        private void table(Iterable<ErrorCode> codes) {
            html.open("div", "class", "table", "tabindex", "0").open("table").open("tbody");
            for (ErrorCode code : codes) {
                html.open("tr").element("td", Integer.toString(code.status())).open("td");
                html.open("a", "href", "/docs/errors#" + code.word()).element("code", code.word());
                html.close("a").close("td").element("td", code.title() + ".").close("tr");
            }
            html.close("tbody").close("table").close("div");
        }

        private void describe(String markdown) {
            if (!markdown.isBlank()) {
                html.open("p").markup(Markdown.inline(markdown)).close("p");
            }
        }
    }
}
