package io.migomail.sdks.generate;

import java.util.List;

/** What a value of the API may be. */
sealed interface Shape {
    /** A string; {@code values} are those that are known, empty where any may come. */
    record Text(List<String> values, boolean instant) implements Shape {}

    record Whole() implements Shape {}

    record Decimal() implements Shape {}

    record Flag() implements Shape {}

    record Any() implements Shape {}

    record Many(Shape of) implements Shape {}

    /** An object with keys of the caller's. */
    record Table(Shape of) implements Shape {}

    record Choice(List<Shape> of) implements Shape {}

    /** A schema of the document that has fields. */
    record Named(String name) implements Shape {}

    record Fields(List<Field> fields) implements Shape {}

    /** A field of an object; {@code sure} = always there and never null. */
    record Field(String name, Shape shape, boolean required, boolean nullable, String description) {
        boolean sure() {
            return required && !nullable;
        }
    }
}
