/** The one door to what FreeMarker shows its own package only: the syntax tree, for the allow-list. */
package freemarker.core;
