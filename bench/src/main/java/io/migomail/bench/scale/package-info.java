/** What a further TaskManager with a further cell brings and costs. */
@org.jspecify.annotations.NullMarked
package io.migomail.bench.scale;
