/** What became of a message, told from its events. */
package io.migomail.ingress.story;
