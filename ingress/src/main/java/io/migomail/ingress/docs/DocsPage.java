package io.migomail.ingress.docs;

import java.util.List;

/**
 * The content of one page, without what is around it.
 *
 * @param path from the root of the site: {@code /docs/errors}
 * @param kind what a search calls it: guide, reference, …
 * @param summary one sentence, for search engines and lists
 * @param body HTML below the title
 * @param aside HTML beside it; empty = the list of its headings
 */
record DocsPage(
        String path,
        String kind,
        String title,
        String summary,
        String body,
        String aside,
        List<Heading> headings,
        List<Passage> passages) {}
