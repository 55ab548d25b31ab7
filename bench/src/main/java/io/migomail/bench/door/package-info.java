/** The SMTP server alone: how many messages it takes and how many connections it holds, with nothing behind it. */
package io.migomail.bench.door;
