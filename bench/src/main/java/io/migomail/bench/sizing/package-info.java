/** How many processes, brokers and disks a load takes: a model made of measured costs, and a simulation that tries it. */
@org.jspecify.annotations.NullMarked
package io.migomail.bench.sizing;
