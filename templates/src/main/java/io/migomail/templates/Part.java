package io.migomail.templates;

/** The parts of a template, each compiled and rendered by itself. */
enum Part {
    SUBJECT("subject"),
    HTML("html"),
    TEXT("text");

    private final String word;

    Part(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
