/** What the links of mails lead to: the invisible image, targets of clicks, the page for unsubscribing. */
@org.jspecify.annotations.NullMarked
package io.migomail.ingress.track;
