/** What a process tree costs: CPU and memory, from /proc. */
@org.jspecify.annotations.NullMarked
package io.migomail.bench.process;
