/** The keys that sign statements about deliveries, and the signing (docs/adr/0041). */
@org.jspecify.annotations.NullMarked
package io.migomail.ingress.proof;
