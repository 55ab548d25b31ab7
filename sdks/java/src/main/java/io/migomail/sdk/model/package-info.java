/** What requests hold and answers bring. */
package io.migomail.sdk.model;
