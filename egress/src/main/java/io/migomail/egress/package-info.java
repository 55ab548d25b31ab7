/** Egress nodes: they own source addresses and connect from them for the delivery job (docs/adr/0055). */
package io.migomail.egress;
