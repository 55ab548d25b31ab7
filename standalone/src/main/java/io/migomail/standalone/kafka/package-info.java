/** The broker inside the process. */
package io.migomail.standalone.kafka;
