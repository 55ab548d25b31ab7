package io.migomail.templates;

/**
 * A required variable that is absent or null.
 *
 * @param pointer JSON pointer into the request, /variables/a/b
 * @param name dotted path, a.b
 */
public record Missing(String pointer, String name) {}
