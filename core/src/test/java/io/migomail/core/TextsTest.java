package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Grüße 👋 你好", "\ud83d\udc4b"})
    void cleanTextIsTakenAsLineAndAsBody(String text) {
        assertTrue(Texts.isLine(text));
        assertTrue(Texts.isBody(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\u001bb", "a\u007fb", "a\u0085b", "\ud83d", "a\ud83db", "\udc4b", "\udc4b\ud83d"})
    void controlsAndLoneSurrogatesAreRefusedInBoth(String text) {
        assertFalse(Texts.isLine(text));
        assertFalse(Texts.isBody(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u2028b", "a\u202eb", "a\u2066b"})
    void whatBreaksOrTurnsALineIsRefusedInALineOnly(String text) {
        assertFalse(Texts.isLine(text));
        assertTrue(Texts.isBody(text));
    }
}
