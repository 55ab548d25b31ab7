/** The one command: broker, jobs, event store, ingress and a local MX in one process tree. */
package io.migomail.standalone;
