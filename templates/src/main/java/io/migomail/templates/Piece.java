package io.migomail.templates;

/**
 * A published layout or partial, as it is taken into another source.
 *
 * @param alias how it is named there
 * @param version the one that is taken
 */
public record Piece(String alias, int version, TemplateSource source) {}
