/** Passwords of people, as they may rest. */
package io.migomail.mail.password;
