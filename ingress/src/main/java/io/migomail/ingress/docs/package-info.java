/** The documentation site: guides, the API's reference, errors, limits and events, as pages that a node serves at {@code /docs}. */
package io.migomail.ingress.docs;
