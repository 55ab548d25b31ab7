/** What the chart renders to, and the pods that are in it. */
@org.jspecify.annotations.NullMarked
package io.migomail.helm;
