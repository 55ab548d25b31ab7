package io.migomail.ingress.docs;

import java.util.List;

/**
 * A part of a page that a search finds as a whole.
 *
 * @param anchor of its heading; empty = the page itself
 * @param words that name exactly this: codes, paths, names of operations
 * @param text what else it says, without markup
 */
record Passage(String anchor, String title, List<String> words, String text) {}
