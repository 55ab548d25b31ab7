/** How an API node asks PACE: cancels, questions, and the published state of pace keys (docs/adr/0016). */
package io.migomail.ingress.pace;
