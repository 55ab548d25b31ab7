package io.migomail.ingress.docs;

import java.util.List;

/**
 * A field of a request or an answer, or a parameter, as the reference shows it.
 *
 * @param type in words: text, array of objects
 * @param limits such as {@code at most 998 characters}
 * @param values all that are allowed; empty = no such list
 * @param description in Markdown; may be empty
 * @param fields of the object that it is, or has in it
 */
record Field(
        String name,
        String type,
        boolean required,
        boolean nullable,
        List<String> limits,
        List<String> values,
        String description,
        List<Field> fields) {}
