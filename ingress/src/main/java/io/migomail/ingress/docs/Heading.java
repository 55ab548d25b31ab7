package io.migomail.ingress.docs;

/** A heading of a page, 2 or deeper, with the anchor that leads to it. */
record Heading(int level, String id, String text) {}
