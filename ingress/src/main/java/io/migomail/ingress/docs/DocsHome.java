package io.migomail.ingress.docs;

import java.util.List;

/** The first page: where to begin, and everything there is. */
final class DocsHome {
    private static final String SUMMARY = "How to send mail that arrives in time, and to know what became of it.";

    private DocsHome() {}

    static DocsPage page(List<DocsSite.Group> groups) {
        Html html = new Html().open("p", "class", "start");
        html.element("a", "Quick start", "class", "button primary", "href", DocsSite.ROOT + "/quick-start");
        html.text(" ").element("a", "The API", "class", "button", "href", DocsSite.ROOT + "/api");
        html.close("p");
        html.markup(
                CodeBlock.of(
                        "sh",
                        "curl -sS \"$MIGO_BASE_URL/v1/messages\" \\\n"
                                + "  -H \"Authorization: Bearer $KEY\" -H 'Content-Type: application/json' \\\n"
                                + "  -d '{\"to\": \"priya@example.com\", \"from\": \"noreply@yourapp.com\", \"template\": \"otp-verification-v3\",\n"
                                + "       \"variables\": {\"otp_code\": \"847 291\", \"expires_min\": 5, \"user_name\": \"Priya\"}}'"));
        html.open("div", "class", "cards");
        for (DocsSite.Group group : groups) {
            html.open("section", "class", "card").element("h2", group.title()).open("ul");
            for (DocsSite.Link link : group.links()) {
                html.open("li").element("a", link.label(), "href", link.path()).close("li");
            }
            html.close("ul").close("section");
        }
        html.close("div");
        return new DocsPage(DocsSite.ROOT, "Home", "Documentation", SUMMARY, html.toString(), "", List.of(), List.of());
    }
}
