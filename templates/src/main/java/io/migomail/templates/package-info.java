/**
 * Templates: compiled once at publish (syntax checked, CSS inlined, variables listed), afterwards only merged; and the
 * text part derived from HTML.
 */
package io.migomail.templates;
