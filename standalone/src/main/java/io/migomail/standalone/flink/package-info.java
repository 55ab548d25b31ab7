/** Flink inside the process. */
package io.migomail.standalone.flink;
