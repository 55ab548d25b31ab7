/** What a caller can be told is wrong: every code in one place, as HTTP and as SMTP say it. */
package io.migomail.ingress.problem;
