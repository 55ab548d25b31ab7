/**
 * The one door into the product: whatever the protocol, a send is checked against the control plane, gets its id and is
 * made durable here.
 */
package io.migomail.ingress.intake;
