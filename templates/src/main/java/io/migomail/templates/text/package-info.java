/** From HTML to plain text, in one pass and without a tree. */
package io.migomail.templates.text;
