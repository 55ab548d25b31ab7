/** What a node of the ingress tells of itself to those who run it. */
package io.migomail.ingress.metric;
