/** CSS inlining at publish, by editing the source in place: whatever is not a style attribute or style element keeps its bytes. */
package io.migomail.templates.css;
