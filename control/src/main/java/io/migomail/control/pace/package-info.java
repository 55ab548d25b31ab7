/**
 * What API nodes and PACE tell each other by topics: cancels, questions, and the state of pace keys (docs/adr/0016), and whom
 * PACE does not let be written to (docs/adr/0035).
 */
package io.migomail.control.pace;
