/** What a node tells the jobs beside accepted messages. */
@org.jspecify.annotations.NullMarked
package io.migomail.ingress.fact;
