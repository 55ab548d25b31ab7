package io.migomail.templates;

import org.jspecify.annotations.Nullable;

/** Where layouts and partials are looked up while a version is compiled. */
@FunctionalInterface
public interface Pieces {
    /** None at all. */
    Pieces NONE = alias -> null;

    /** The published piece of that alias, whatever its kind; null where there is none. */
    @Nullable
    Piece find(String alias);
}
