/** The delivery engine: SMTP out over Netty. Knows nothing of Flink. */
package io.migomail.mta.engine;
